{#- The facts of a feed that can be compared with their definition, with the SELECT they were written with.
    Those that are missing, were changed in shape, or whose definition is another one since, are written
    whole by their next run anyway. -#}
{% macro comparable_facts(feed) -%}
    {%- set facts = [] -%}
    {%- for fact in feed_facts(feed) -%}
        {%- set relation = api.Relation.create(fact.database, fact.schema, fact.alias) -%}
        {%- set known = run_query(
            'select definition_sql, definition_md5 from ' ~ private_relation('fact_definitions')
            ~ " where fact = '" ~ fact.alias ~ "'").rows -%}
        {%- if known and fact.config.get('day_column') -%}
            {%- do run_query(try_definition_sql(known[0][0])) -%}
            {%- set live = run_query(same_shape_sql(relation)).columns[0].values()[0] -%}
            {%- set now = local_md5(run_query(definition_sql()).columns[0].values()[0] ~ seeds_below()) if live -%}
            {%- if live and now == known[0][1] -%}
                {%- do facts.append({
                    'name': fact.alias, 'relation': relation, 'sql': known[0][0],
                    'column': fact.config.get('day_column'),
                    'in_pieces': fact.config.get('by_partition'),
                }) -%}
            {%- endif -%}
            {%- do run_query('drop view if exists pg_temp.definition_view') -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(facts) }}
{%- endmacro %}
