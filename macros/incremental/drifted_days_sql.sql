{#- The days on which a fact differs from what its definition gives now, and how many rows do: every count
    and sum of every row is compared, so that a trade that changed hands within a day is found as well. -#}
{% macro drifted_days_sql(relation, sql, column, condition, bounds=[]) -%}
with recomputed as materialized (
{{ in_pieces(sql, bounds, condition) }}
),
stored as materialized (
    select * from {{ relation }} where {{ condition | replace('{column}', column) }}
)
select {{ column }}::text, count(*)
from (
    (select * from recomputed except all select * from stored)
    union all
    (select * from stored except all select * from recomputed)
) as different
group by {{ column }}
order by {{ column }}
{%- endmacro %}
