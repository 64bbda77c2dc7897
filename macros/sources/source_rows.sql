{#- The rows of a raw table as its contract describes them, whatever this deployment has: columns the
    contract excludes are not read, renamed ones are found by the vars, a zone is taken off or put on
    in UTC, an optional column that is missing or of another kind is a typed null. `source_row` is the
    row as jsonb for the quarantine, without what is read only to be made a pseudonym.
    Required columns that are missing stop check_sources. All staging views wait for the mappings, also
    those that map nothing: so dbt begins each of them before the first audit (audited_relation). -#}
{% macro source_rows(system, table) -%}
    {%- do ref('value_mappings') -%}
    {%- set relation = raw_relation(system, table) -%}
    {%- set contract = source_contract(system, table) -%}
    {%- set live = live_columns(relation) -%}
    {%- set personal = [] -%}
    {%- for name, column in contract.items() if column.meta.get('personal') -%}
        {%- do personal.append(name) -%}
    {%- endfor -%}
select
    raw.*,
    to_jsonb(raw){{ " - '{" ~ personal | join(',') ~ "}'::text[]" if personal }} as source_row
from (
    {%- if not contract %}
    select * from {{ relation }}
    {%- else %}
    select
    {%- for name, column in contract.items() if not column.meta.get('excluded') %}
        {{ source_column(raw_column_name(system, table, name), column, live) }} as {{ adapter.quote(name) }}
        {{- ',' if not loop.last }}
    {%- endfor %}
    {%- if live or not execute %}
    from {{ relation }}
    {%- else %}
    where false
    {%- endif %}
    {%- endif %}
) as raw
{%- endmacro %}
