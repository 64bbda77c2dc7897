{#- Fails on values of a column that no row of the parent has. Nulls pass. -#}
{% test references_parent(model, column_name, parent, parent_column) %}

select
    child.{{ column_name }},
    child.orphan_rows
from (
    select
        {{ column_name }},
        count(*) as orphan_rows
    from {{ model }}
    where {{ column_name }} is not null
    group by {{ column_name }}
) as child
left join {{ parent }} as parent
    on child.{{ column_name }} = parent.{{ parent_column }}
where parent.{{ parent_column }} is null

{% endtest %}
