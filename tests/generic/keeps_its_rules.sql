{#- Everything a staging model asserts of its raw table, stated once, by name.
    key: columns of which no two accepted rows share the values; newest: what makes one copy of a key
    win; also_unique: further keys; copies_are_expected: whether the platform keeps every load.
    not_null, accepted_values, rows: rules of one row; who breaks one is kept out and quarantined. That
    times and numbers are finite needs no word (finite_rules).
    oddities: what may be true and looks wrong; parents: {column: model.column}; sets: {name: query of
    violations, {model} for a relation}: these are counted and reported, the rows stay (audited_relation).
    day: the column, in every key, that says on which day a row of a feed counts: then only the days that
    new rows touched are looked at (see audit_by_days); sets_by_day: the sets that are about rows of one
    day. Their query names that column; other sets of such a table are asked when all days are.
    Writes quarantine.rejected_rows, rule_results and table_audits. Fails when rows are unaccounted for
    or more than the var `max_rejected_share` were rejected; one row never is too much. -#}
{% test keeps_its_rules(
    model, key, newest=[], also_unique=[], copies_are_expected=false,
    not_null=[], accepted_values={}, rows={}, oddities={}, parents={}, sets={},
    day=none, sets_by_day=[]
) %}

{%- set rules = {
    'key': key, 'also_unique': also_unique, 'copies_are_expected': copies_are_expected,
    'not_null': not_null, 'accepted_values': accepted_values, 'rows': rows,
    'newest': newest, 'day': day, 'sets_by_day': sets_by_day
} -%}
{%- if execute and flags.WHICH in ['build', 'test'] -%}
    {%- set reported = reported_rules(model, rules, oddities, parents, sets) -%}
    {%- set table = source_of(model.identifier) -%}
    {%- do rules.update({'finite': finite_rules(adapter.get_column_schema_from_query(
        get_empty_subquery_sql('select * from ' ~ judged_relation(model.identifier))
    ), table)}) -%}
    {%- set followed = audited_day(model, table, rules) -%}
    {%- if followed -%}
        {%- do audit_by_days(model, table, rules, oddities, parents, reported, followed) -%}
    {%- else -%}
        {%- do run_query(quarantine_rejected_sql(model, table, rules) ~ '; commit') -%}
        {#- All rows are asked. Whom a view lets through PostgreSQL can't guess: it would expect few, and read
            the parents again for each of many. -#}
        {%- do run_query(
            'set local enable_nestloop = off; set local jit = off; '
            ~ count_rules_sql(model, table, rules, oddities, reported) ~ '; commit') -%}
        {%- do run_query(audit_table_sql(model, table, rules) ~ '; commit') -%}
    {%- endif -%}
    {{ audit_failures_sql(table, also_unique) }}
{%- else -%}
    select 1 as nothing_was_audited
    where false
{%- endif -%}

{% endtest %}
