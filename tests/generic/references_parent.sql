{#- Fails on values of a column that no row of the parent has. Nulls pass. -#}
{% test references_parent(model, column_name, parent, parent_column) %}

select
    child.{{ column_name }},
    count(*) as orphan_rows
from {{ model }} as child
left join {{ parent }} as parent
    on child.{{ column_name }} = parent.{{ parent_column }}
where child.{{ column_name }} is not null and parent.{{ parent_column }} is null
group by child.{{ column_name }}

{% endtest %}
