{#- One transaction: what a fact says about the touched days (all days where none are given) goes, and
    what it says now comes. By day, not by the keys that come back: a day whose last row is gone must
    lose its old row too. -#}
{% macro write_days_sql(relation, sql, days, column) -%}
    {%- set columns = adapter.get_columns_in_relation(relation) | map(attribute='quoted') | join(', ') -%}
    {%- set condition = day_list(days) if days is not none else kept_condition(config.get('feed')) -%}
delete from {{ relation }}{{ ' where ' ~ condition | replace('{column}', column) if condition }};
insert into {{ relation }} ({{ columns }})
select {{ columns }} from (
{{ only_days(sql, condition) if condition else sql }}
) as recomputed
{%- endmacro %}
