{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per reading of the risk of a book.
with

source as (

    {{ source_rows('mastertrade', 'risk_metrics') }}

),

renamed as (

    select
        -- ids; the books are the platform's accounts
        'mastertrade' as source_system,
        source.id::text as reading_id,
        source.environment::text as account_id,

        -- attributes; the account is the environment in the words of the source
        environments.canonical_value as environment,

        -- measures: every share is a fraction here, also the one that is called a percentage
        source.total_portfolio_value::numeric as portfolio_value_usd,
        abs(source.var_95::numeric) as var_95_usd,
        abs(source.cvar_95::numeric) as cvar_95_usd,
        source.portfolio_volatility::numeric as volatility_ratio,
        source.sharpe_ratio::numeric as sharpe_ratio,
        abs(source.max_drawdown::numeric) as max_drawdown_ratio,
        source.correlation_btc::numeric as btc_correlation,
        source.diversification_score::numeric as diversification_score,
        source.position_count::integer as position_count,
        source.largest_position_pct::numeric as largest_position_ratio,

        -- timestamps: the platform writes naive UTC
        source.timestamp::timestamp at time zone 'UTC' as measured_at,
        source.timestamp::timestamp at time zone 'UTC' as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as environments
        on environments.domain = 'environment'
        and environments.source_system = 'mastertrade'
        and environments.native_value = source.environment::text

)

select * from renamed
