{#- How many rows name a parent that is not there. A null names none. -#}
{% macro orphans_sql(child, column, parent, parent_column) -%}
select count(*)
from {{ child }} as child
left join {{ parent }} as parent on child.{{ column }} = parent.{{ parent_column }}
where child.{{ column }} is not null and parent.{{ parent_column }} is null
{%- endmacro %}
