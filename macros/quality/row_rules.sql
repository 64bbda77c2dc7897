{#- The row rules of a staging model: {name: boolean expression}. A row is rejected when one is
    false; null passes, as in a CHECK. Columns that may not be null and accepted values are named
    after their column. What every model keeps unsaid (finite_rules) comes first. -#}
{% macro row_rules(rules) -%}
    {%- set expressions = rules.get('finite', {}).copy() -%}
    {%- for column in rules.get('not_null', []) -%}
        {%- do expressions.update({column ~ '_is_not_null': column ~ ' is not null'}) -%}
    {%- endfor -%}
    {%- for column, words in rules.get('accepted_values', {}).items() -%}
        {%- set accepted = "('" ~ words | join("', '") ~ "')" -%}
        {%- do expressions.update({column ~ '_is_accepted': column ~ '::text in ' ~ accepted}) -%}
    {%- endfor -%}
    {%- for name, expression in rules.get('rows', {}).items() -%}
        {%- do expressions.update({name: expression | trim}) -%}
    {%- endfor -%}
    {{ return(expressions) }}
{%- endmacro %}
