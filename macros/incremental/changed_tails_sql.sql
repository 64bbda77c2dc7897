{#- Two statements. The keys that changed in the facts this one follows since it last took them in, with
    the day from which on its own rows have to be worked out anew and what its last row before that says in the
    columns that are `carried` in; then how many there are, -1 where everything changed or nothing is known
    of what was taken in. With day_grain `lifetime` all rows of a changed key are worked out. With
    `reaches_back` see reaching_back_sql. -#}
{% macro changed_tails_sql(relation, follows, key, day, until, carried) -%}
    {%- set order, grain = [day] + config.get('order_within_day', []), config.get('day_grain', 'day') -%}
create temporary table changed_tails on commit drop as
with changes as materialized (
    select key, min(from_day) as from_day
    from (
    {{ logged_keys_sql(relation, follows, key, until) }}
    ) as found
    group by key
),
tails as (
    select
        key::{{ column_type(relation, key) }} as key,
        {{ "'-infinity'" if grain == 'lifetime' else "date_trunc('" ~ grain ~ "', from_day::timestamp)" }}::date as from_day
    from changes
    where not exists (select from changes where key is null)
)
select tails.key, tails.from_day
    {%- for column in carried %}, last_row.{{ column }} as last_{{ column }}{% endfor %}
from {{ reaching_back_sql(relation, own_rows_before(key, day), day) }}
{%- if carried %}
left join lateral (
    select old.{{ carried | join(', old.') }} from {{ relation }} as old
    where {{ own_rows_before(key, day) }}
    order by old.{{ order | join(' desc, old.') }} desc
    limit 1
) as last_row on true
{%- endif %};
create unique index on pg_temp.changed_tails (key);
analyze pg_temp.changed_tails;
select case
    when {{ change_cursor_sql(relation) }} is null or exists (
        select from {{ private_relation('changed_keys') }}
        where fact in ('{{ follows | join("', '") }}') and key is null
            and id > {{ change_cursor_sql(relation) }}
    ) then -1
    else (select count(*) from pg_temp.changed_tails)
end
{%- endmacro %}
