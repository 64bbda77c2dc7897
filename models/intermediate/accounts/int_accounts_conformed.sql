{{ config(
    materialized='changed_rows',
    key=['account_key'],
    indexes=[{'columns': ['account_key'], 'unique': true}]
) }}

-- Grain: one row per account of every platform that has accounts.
-- An account that only trades mention is added as an inferred member: money must not vanish.
with

known as (

    {{ union_systems(
        models={
            'mastertrade': 'int_mastertrade_accounts',
            'daily_profit': 'int_daily_profit_accounts',
            'schwab': 'int_schwab_accounts',
            'patriot': 'int_patriot_accounts',
        },
        columns={
            'account_id': 'text',
            'owner_id': 'text',
            'account_type': 'text',
            'status': 'text',
            'native_status': 'text',
            'phase': 'text',
            'plan_id': 'text',
            'plan_name': 'text',
            'base_currency': 'text',
            'environment': 'text',
            'exchange': 'text',
            'is_open': 'boolean',
            'opened_at': 'timestamptz',
            'opening_equity_usd': 'numeric',
            'reported_equity_usd': 'numeric',
            'reported_equity_at': 'timestamptz',
            'profit_target_usd': 'numeric',
            'max_drawdown_limit_usd': 'numeric',
            'max_daily_loss_limit_usd': 'numeric',
            'is_drawdown_trailing': 'boolean',
            'min_trading_days': 'integer',
            'max_trading_days': 'integer',
            'loaded_at': 'timestamptz',
        },
    ) | indent(4) }}

),

mentioned as (

    select
        source_system,
        book_id as account_id,
        max(environment) as environment,
        min(first_closed_at) as opened_at
    from {{ ref('int_executed_days') }}
    where book_type = 'account' and book_id is not null
    group by source_system, book_id
    {%- if system_enabled('daily_profit') %}

        union all

        -- A row a month, not a day; of all accounts ever, only what is not known is grouped.
        select
            'daily_profit',
            months.account_id,
            null,
            min(months.first_closed_at)
        from {{ ref('int_daily_profit_account_months') }} as months
        left join known
            on known.source_system = 'daily_profit' and months.account_id = known.account_id
        where known.account_id is null
        group by months.account_id
    {%- endif %}

),

all_accounts as (

    select
        known.*,
        false as is_inferred
    from known

    union all

    select
        mentioned.source_system,
        mentioned.account_id,
        null as owner_id,
        null as account_type,
        null as status,
        null as native_status,
        null as phase,
        null as plan_id,
        null as plan_name,
        'USD' as base_currency,
        coalesce(mentioned.environment, 'live') as environment,
        null as exchange,
        true as is_open,
        mentioned.opened_at,
        null as opening_equity_usd,
        null as reported_equity_usd,
        null as reported_equity_at,
        null as profit_target_usd,
        null as max_drawdown_limit_usd,
        null as max_daily_loss_limit_usd,
        false as is_drawdown_trailing,
        null as min_trading_days,
        null as max_trading_days,
        null as loaded_at,
        true as is_inferred
    from mentioned
    left join known
        on mentioned.source_system = known.source_system
        and mentioned.account_id = known.account_id
    where known.account_id is null

)

select
    {{ surrogate_key('account', ['source_system', 'account_id']) }} as account_key,
    case
        when owner_id is not null
            then {{ surrogate_key('owner', ['source_system', 'owner_id']) }}
    end as owner_key,
    all_accounts.*
from all_accounts
