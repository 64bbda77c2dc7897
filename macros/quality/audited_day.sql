{#- By what a raw table is audited day by day: {feed, column, type, raw, raw_type, days}, the days none where
    all have to be looked at. None where its rules name no `day`, or no feed tells which days new rows
    touched: then every audit takes the whole table. -#}
{% macro audited_day(model, table, rules) -%}
    {%- set keys = [rules.key] + rules.get('also_unique', []) -%}
    {%- for key in keys if rules.day and rules.day not in key -%}
        {%- do exceptions.raise_compiler_error(
            model.identifier ~ ' is audited by ' ~ rules.day ~ ', which every key has to name: '
            ~ 'else copies of a row may be of several days.') -%}
    {%- endfor -%}
    {%- set feed, source = followed_feed(table) if rules.day else (none, none) -%}
    {%- if not feed -%}{{ return(none) }}{%- endif -%}
    {%- set schema, identifier = raw_relation_name(table).split('.') -%}
    {%- set relation = api.Relation.create(database=target.database, schema=schema, identifier=identifier) -%}
    {%- set raw = live_columns(relation) -%}
    {%- set name = raw_column_name(table.source_name, table.name, source.day) -%}
    {%- set is_table = run_query(
        "select count(*) from pg_class where oid = to_regclass('" ~ relation.include(database=false)
        ~ "') and relkind in ('r', 'p')").columns[0].values()[0] -%}
    {%- if name not in raw or not is_table -%}{{ return(none) }}{%- endif -%}
    {{ return({
        'feed': feed, 'column': rules.day, 'type': live_columns(model)[rules.day],
        'raw': adapter.quote(name), 'raw_type': raw[name], 'relation': relation,
        'is_session': source.get('zone') is not none,
    }) }}
{%- endmacro %}
