{#- Sums that do not depend on the order of what is summed, days or months. -#}
{% macro period_totals(prefix='') -%}
    {%- for name in period_sums() -%}
    sum({{ prefix }}{{ name }}){{ '' if name.endswith('_usd') else '::bigint' }} as {{ name }},
    {% endfor -%}
    max({{ prefix }}last_closed_at) as last_closed_at
{%- endmacro %}
