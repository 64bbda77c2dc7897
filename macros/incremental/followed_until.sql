{#- The last entry in the log of the facts that this one follows; they are built before it, so that
    nothing with a smaller number is still to come. -#}
{% macro followed_until(relation, follows) -%}
    {{ return(run_query(
        'select greatest(max(taken_until), max(id), 0) from (select null::bigint as taken_until, id from '
        ~ private_relation('changed_keys') ~ " where fact in ('" ~ follows | join("', '") ~ "')"
        ~ ' union all select taken_until, null from ' ~ private_relation('change_cursors')
        ~ " where fact = '" ~ relation.identifier ~ "') as known"
    ).columns[0].values()[0]) }}
{%- endmacro %}
