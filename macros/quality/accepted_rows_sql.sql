{#- The rows of a staging model that break no row rule, the newest copy of each key. Copies of a key
    that `also_unique` names are superseded too; nulls in such a key are no copies of each other. -#}
{% macro accepted_rows_sql(sql, rules, columns) -%}
    {%- set newest = rules.get('newest', []) -%}
    {%- set kept = namespace(sql='(\n' ~ sql ~ '\n) as staged') -%}
    {%- set broken = [] -%}
    {%- for expression in row_rules(rules).values() -%}
        {%- do broken.append('(' ~ expression ~ ') is not false') -%}
    {%- endfor -%}
    {%- set good = 'where ' ~ broken | join('\n    and ') if broken else '' -%}
    {%- for key in [rules.key] + rules.get('also_unique', []) -%}
        {%- set terms = key if loop.first else key + [own_row_unless_set(key, rules.key)] -%}
        {%- set list = columns | join(', ') if loop.last else 'staged.*' -%}
        {%- set kept.sql = '(\nselect distinct on (' ~ terms | join(', ') ~ ') ' ~ list ~ '\nfrom ' ~ kept.sql
            ~ '\n' ~ (good if loop.first else '') ~ '\norder by ' ~ (terms + newest) | join(', ')
            ~ '\n) as staged' -%}
    {%- endfor -%}
select * from {{ kept.sql }}
{%- endmacro %}
