{#- The condition that a day lies in a range, as literals that prune partitions; an open end is none. -#}
{% macro day_range(first, last) -%}
    {%- set ends = [] -%}
    {%- if first -%}{%- do ends.append("{column} >= '" ~ first ~ "'::date") -%}{%- endif -%}
    {%- if last -%}{%- do ends.append("{column} <= '" ~ last ~ "'::date") -%}{%- endif -%}
    {{ return(ends | join(' and ') or 'true') }}
{%- endmacro %}
