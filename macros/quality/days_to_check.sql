{#- The days that a check has not passed since they were touched; none for all days: in `dbt test`, where
    the var `audit` is `whole` or a full refresh was asked for, and where what is checked, or how, is not
    what it was when the check last passed. -#}
{% macro days_to_check(checked, definition) -%}
    {%- if flags.WHICH != 'build' or flags.FULL_REFRESH or var('audit', 'touched') == 'whole' -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set known = run_query(
        'select definition_md5 from ' ~ quarantine_relation('check_states')
        ~ " where checked = '" ~ checked ~ "'"
    ).columns[0].values() -%}
    {%- if definition not in known -%}{{ return(none) }}{%- endif -%}
    {{ return(run_query(
        'select day::text from ' ~ quarantine_relation('days_to_check')
        ~ " where checked = '" ~ checked ~ "' order by day"
    ).columns[0].values() | list) }}
{%- endmacro %}
