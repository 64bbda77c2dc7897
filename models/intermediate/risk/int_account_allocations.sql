-- Grain: one row per account that strategies share.
with

allocations as (

    {{ union_systems(
        models={'patriot': 'int_patriot_account_allocations'},
        columns={
            'account_id': 'text',
            'active_assignments': 'bigint',
            'allocated_ratio': 'numeric',
            'allocated_balance_usd': 'numeric',
            'assignments': 'jsonb',
        },
    ) | indent(4) }}

)

select
    {{ surrogate_key('account', ['source_system', 'account_id']) }} as account_key,
    source_system,
    active_assignments,
    allocated_ratio,
    allocated_balance_usd,
    assignments
from allocations
