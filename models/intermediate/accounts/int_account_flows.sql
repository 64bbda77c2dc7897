-- Grain: one row per account and day with a cash flow, plus into the account, in dollars.
with

flows as (

    {{ union_systems(
        models={'schwab': 'int_schwab_cash_flows'},
        columns={'account_id': 'text', 'flow_date': 'date', 'flow_usd': 'numeric'},
    ) | indent(4) }}

)

select
    {{ surrogate_key('account', ['flows.source_system', 'flows.account_id']) }} as account_key,
    flows.source_system,
    flows.flow_date,
    flows.flow_usd
from flows
cross join {{ ref('clock') }} as clock
where flows.flow_date <= clock.as_of_date
