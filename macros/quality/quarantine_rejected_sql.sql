{#- Brings quarantine.rejected_rows up to date for one table: rows that break a rule now are there, with
    the first and the last run that saw them; rows that no longer do are marked as resolved. With `day`
    only the rows of the days that an audit by days looks at. -#}
{% macro quarantine_rejected_sql(model, table, rules, day=none) -%}
    {%- set rejected_rows = quarantine_relation('rejected_rows') -%}
    {%- set clock = private_relation('run_clock') -%}
with rejected as materialized (
    select
        md5(source_row::text) as row_md5,
        row_number() over (partition by md5(source_row::text)) as copy_number,
        nullif(concat_ws(':', {{ rules.key | join(', ') }}), '') as native_id,
        broken_rules,
        source_row,
        {{ day.sql if day else 'null::date' }} as day
    from {{ judged_relation(model.identifier) }}
    where broken_rules <> '{}'{{ ' and ' ~ day.is_in if day }}
),
resolved as (
    update {{ rejected_rows }} as known
    set resolved_at = (select as_of from {{ clock }})
    where known.source_system = '{{ table.source_name }}'
        and known.source_table = '{{ table.name }}'
        and known.resolved_at is null{{ ' and ' ~ day.listed if day }}
        and not exists (
            select from rejected
            where rejected.row_md5 = known.row_md5 and rejected.copy_number = known.copy_number
        )
)
insert into {{ rejected_rows }}
select
    '{{ table.source_name }}', '{{ table.name }}', row_md5, copy_number, native_id,
    broken_rules, source_row, as_of, as_of, null, day
from rejected
cross join {{ clock }}
on conflict (source_system, source_table, row_md5, copy_number) do update
set broken_rules = excluded.broken_rules, last_seen_at = excluded.last_seen_at, resolved_at = null,
    day = excluded.day
{%- endmacro %}
