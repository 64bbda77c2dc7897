{#- Shortens the change log to what a follower has yet to take in. A follower that is no longer there is
    forgotten as well: should it come back, it is worked out whole. -#}
{% macro forget_changes_sql() -%}
    {%- set pairs = ["(null, null)"] -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' and node.config.get('follows') -%}
        {%- for followed in node.config.get('follows') -%}
            {%- do pairs.append("('" ~ node.alias ~ "', '" ~ followed ~ "')") -%}
        {%- endfor -%}
    {%- endfor -%}
with followers (fact, followed) as (
    values {{ pairs | join(', ') }}
),
forgotten as (
    delete from {{ private_relation('change_cursors') }} as cursors
    where not exists (select from followers where followers.fact = cursors.fact)
)
delete from {{ private_relation('changed_keys') }} as log
where not exists (
    select from followers
    join {{ private_relation('change_cursors') }} as cursors on cursors.fact = followers.fact
    where followers.followed = log.fact and cursors.taken_until < log.id
)
{%- endmacro %}
