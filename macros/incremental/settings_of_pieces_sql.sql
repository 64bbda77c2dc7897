{#- How PostgreSQL is to plan groups of raw rows, until the end of the transaction. The planner expects one of
    forty rows to come through rules and copies, and would sort them where groups fit into memory; a sort
    for one aggregate's order costs more than sorting each small group. Of pieces that workers share:
    handing over rows is dear, or a piece would share out its own scan and be none that a worker takes. The
    leader only collects: while it works on a piece of its own, workers wait for it to take their rows.
    Settings that a version doesn't have are left out. -#}
{% macro settings_of_pieces_sql(are_shared=true) -%}
select set_config(chosen.name, chosen.setting, true)
from (values
    {%- if are_shared %}
    ('parallel_tuple_cost', '1'),
    ('parallel_leader_participation', 'off'),
    {%- endif %}
    ('enable_sort', 'off'),
    ('enable_presorted_aggregate', 'off'),
    -- A plan that sorts although it should not looks dear enough to compile.
    ('jit', 'off')
) as chosen (name, setting)
inner join pg_settings as known on chosen.name = known.name
{%- endmacro %}
