{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per ledger entry of an account.
with

source as (

    {{ source_rows('schwab', 'transactions') }}

),

renamed as (

    select
        -- ids; who keyed the entry in stays behind, only what kind of user it was is read
        'schwab' as source_system,
        source.transaction_id::text as transaction_id,
        source.schwab_activity_id::text as broker_activity_id,
        source.account_id::text as account_id,
        source.order_id::text as order_id,
        source.position_id::text as position_id,

        -- attributes
        lower(nullif(source.transaction_type::text, '')) as transaction_type,
        source.transaction_type::text as native_transaction_type,
        cash_flows.canonical_value as cash_flow_kind,
        lower(nullif(source.activity_type::text, '')) as activity_type,
        lower(nullif(source.status::text, '')) as status,
        -- Only what was struck out is void; an entry that tells nothing stands.
        coalesce(source.status::text <> 'INVALID', true) as is_valid,
        lower(nullif(source.sub_account::text, '')) as sub_account,
        lower(nullif(source.user_type::text, '')) as actor_type,

        -- measures
        source.net_amount::numeric as net_amount_usd,

        -- timestamps
        source.transaction_time::timestamptz as transacted_at,
        coalesce(
            source.trade_date::date, (source.transaction_time::timestamptz at time zone 'UTC')::date
        ) as trade_date,
        source.settlement_date::date as settlement_date,
        coalesce(
            greatest(source.created_at, source.updated_at), source.transaction_time
        )::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as cash_flows
        on cash_flows.domain = 'cash_flow'
        and cash_flows.source_system = 'schwab'
        and cash_flows.native_value = source.transaction_type::text

)

select * from renamed
