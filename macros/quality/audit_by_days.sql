{#- Audits a raw table that follows a feed: the days that were touched are counted anew, the others keep
    their counts, and the table's numbers are the sums. One transaction: a run that dies leaves the last
    audit and its list of days. -#}
{% macro audit_by_days(model, table, rules, oddities, parents, reported, day) -%}
    {%- set checked = table.source_name ~ '.' ~ table.name -%}
    {%- set definition = audit_definition(model, [rules, oddities, parents, reported]) -%}
    {%- set days = days_to_check(checked, definition) if is_found(day.feed) else none -%}
    {%- if days is not none -%}{%- set days = audited_with(table, day, days) -%}{%- endif -%}
    {%- do day.update({
        'sql': day_sql(day.column, day.type), 'is_in': day_in(day.column, day.type, days),
        'raw_sql': day_sql(day.raw, day.raw_type), 'raw_is_in': day_in(day.raw, day.raw_type, days),
        'listed': 'true' if days is none
            else "(day is null or day = any ('{" ~ days | join(',') ~ "}'::date[]))",
    }) -%}
    {%- set own = "source_system = '" ~ table.source_name ~ "' and source_table = '" ~ table.name ~ "'" -%}
    {%- do run_query(quarantine_rejected_sql(model, table, rules, day)) -%}
    {%- do run_query(audit_days_sql(model, table, rules, oddities, reported, day)) -%}
    {%- for column, parent in parents.items() -%}
        {%- set rule = column ~ '_has_its_parent' -%}
        {%- do audit_orphans(model, {
            'own': own ~ " and rule_name = '" ~ rule ~ "'", 'column': column,
            'values': "'" ~ [table.source_name, table.name, rule] | join("', '") ~ "'",
            'parent': audited_relation(parent.split('.')[0]), 'parent_column': parent.split('.')[1],
        }, day) -%}
    {%- endfor -%}
    {%- do run_query(sum_rules_sql(table, rules, summed_rules(rules, reported, own, days is none), own)) -%}
    {%- do run_query(sum_days_sql(own)) -%}
    {%- do run_query(passed_sql(checked, definition, days) ~ '; commit') -%}
{%- endmacro %}
