-- Grain: one row per database (the warehouse's and the platforms' own) and check.
with

platforms as (

    {{ union_systems(
        models={
            'daily_profit': 'int_daily_profit_database_checks',
            'patriot': 'int_patriot_database_checks',
        },
        columns={
            'check_name': 'text',
            'measured_value': 'numeric',
            'measured_at': 'timestamptz',
        },
    ) | indent(4) }}

),

audits as (

    select
        source_system,
        count(*) filter (where is_missing) as missing_raw_tables,
        sum(rules_broken) as broken_rules,
        max(rules_checked_at) as rules_checked_at
    from {{ ref('int_raw_table_audits') }}
    group by source_system

),

-- What patriot's migration asks of its tables, answered by the rules that keep them.
migration_checks (check_name, source_table, rule_name) as (

    values
    ('accounts_without_owner', 'user_accounts', 'owner_id_has_its_parent'),
    ('orders_without_account', 'orders', 'account_id_has_its_parent'),
    ('orders_without_owner', 'orders', 'owner_id_has_its_parent'),
    ('events_without_version', 'event_store', 'version_is_positive'),
    ('users_sharing_telegram', 'users', 'telegram_pseudonym_is_unique'),
    ('snapshots_with_negative_margin', 'portfolio_snapshots', 'margins_are_not_negative')

),

sizes as (

    select
        source_system,
        sum(total_bytes) as raw_bytes
    from {{ ref('int_relation_statistics') }}
    where layer = 'raw' and not is_partition
    group by source_system

)

select
    database_name,
    check_name,
    measured_value,
    measured_at
from {{ ref('int_server_checks') }}

union all

select
    source_system as database_name,
    check_name,
    measured_value,
    measured_at
from platforms

union all

select
    source_system as database_name,
    'missing_raw_tables' as check_name,
    missing_raw_tables::numeric as measured_value,
    now() as measured_at
from audits

union all

select
    source_system as database_name,
    'broken_rules' as check_name,
    broken_rules as measured_value,
    rules_checked_at as measured_at
from audits

union all

select
    'patriot' as database_name,
    checks.check_name,
    results.rows_failing::numeric as measured_value,
    results.checked_at as measured_at
from migration_checks as checks
inner join audits on audits.source_system = 'patriot'
left join {{ quarantine_relation('rule_results') }} as results
    on results.source_system = 'patriot'
    and checks.source_table = results.source_table
    and checks.rule_name = results.rule_name

union all

select
    source_system as database_name,
    'raw_bytes' as check_name,
    raw_bytes as measured_value,
    now() as measured_at
from sizes
