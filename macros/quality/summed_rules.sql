{#- The rules of reported_rules with the queries that find their counts after an audit by days: sums over
    days, but for what is said of rows of several days, which only an audit of the whole table asks. -#}
{% macro summed_rules(rules, reported, own, is_whole) -%}
    {%- set found = {} -%}
    {%- for name, rule in reported.items() -%}
        {%- set sum = "select coalesce(sum(rows_failing), 0) from failing where rule_name = '" ~ name ~ "'" -%}
        {%- if rule.kind == 'relationship' -%}
            {%- set sum = 'select coalesce(sum(row_count), 0) from ' ~ quarantine_relation('orphans_by_day')
                ~ ' where ' ~ own ~ " and rule_name = '" ~ name ~ "'" -%}
        {%- elif rule.query and name not in rules.sets_by_day -%}
            {%- set sum = rule.failing if is_whole else 'null' -%}
        {%- endif -%}
        {%- do found.update({name: dict(rule, failing=sum)}) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
