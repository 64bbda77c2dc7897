{#- The rows of a staging model that break no row rule, the newest copy of each key. Copies of a key that
    `also_unique` names are superseded too; nulls in such a key are no copies of each other. -#}
{% macro accepted_rows_sql(sql, rules, columns) -%}
    {%- set list = columns | join(', ') -%}
    {%- set newest = rules.get('newest', []) -%}
    {#- One condition, not one a rule: PostgreSQL would multiply guesses and expect a single row. -#}
    {%- set good = [] -%}
    {%- for expression in row_rules(rules).values() -%}
        {%- do good.append('when (' ~ expression ~ ') is false then false') -%}
    {%- endfor -%}
    {%- set kept = namespace(sql='(\n' ~ sql ~ '\n) as staged'
        ~ ('\nwhere case\n    ' ~ good | join('\n    ') ~ '\n    else true end' if good else '')) -%}
    {%- for key in [rules.key] + rules.get('also_unique', []) -%}
        {%- set terms = key if loop.first else key + [own_row_unless_set(key, rules.key)] -%}
        {%- set kept.sql = '(\nselect distinct on (' ~ terms | join(', ') ~ ') staged.*\nfrom ' ~ kept.sql
            ~ '\norder by ' ~ (terms + newest) | join(', ') ~ '\n) as staged' -%}
    {%- endfor -%}
select {{ list }} from {{ kept.sql }}
{%- endmacro %}
