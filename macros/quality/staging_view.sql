{#- A view of a raw table's good rows. The model says how a row is read; the test `keeps_its_rules` next
    to it says which rows are good and which copy of a key counts. Beside it stands a view of all rows
    with the rules they break, which the same test counts and quarantines. -#}
{% materialization staging_view, adapter='postgres' %}
    {%- set target_relation = this.incorporate(type='view') -%}
    {%- do require_run_lock() -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {#- Of no rows: asked of the SELECT itself, dbt would fetch the whole raw table. -#}
    {%- set selected = adapter.get_column_schema_from_query(get_empty_subquery_sql(sql)) -%}
    {%- set columns = selected | map(attribute='name') | list -%}
    {%- if 'source_row' not in columns -%}
        {%- do exceptions.raise_compiler_error(
            model.name ~ ' does not select source_row, which the quarantine keeps of a rejected row.') -%}
    {%- endif -%}
    {%- do columns.remove('source_row') -%}
    {%- set rules = dict(rules_of(model.unique_id), finite=finite_rules(selected, source_of(model.name))) -%}
    {%- call statement('main') -%}
        {{ locked_ddl([
            replace_view_sql(judged_relation(model.name), judged_rows_sql(sql, rules)),
            replace_view_sql(target_relation, accepted_rows_sql(sql, rules, columns)),
        ]) }}
    {%- endcall -%}
    {{ finish_view(target_relation) }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
