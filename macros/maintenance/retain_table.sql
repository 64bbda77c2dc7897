{#- What retention does to one raw table, partition by partition, and says: name, days, rows and bytes. -#}
{% macro retain_table(system, table, keep, dry_run, detach) -%}
    {%- set relation = raw_relation(system, table) -%}
    {%- set feed = feed_of(system, table) -%}
    {%- set bounded = run_query('with ' ~ partition_bounds_sql(relation) ~ ' select count(*) from bounded'
        ).columns[0].values()[0] -%}
    {%- if not bounded -%}
        {%- do log(relation.render() ~ ': not partitioned by day, nothing to drop. Rows are deleted by the '
            ~ 'platform itself.', info=true) -%}
    {%- endif -%}
    {%- for partition in run_query(old_partitions_sql(relation, keep)).rows -%}
        {%- set mark = run_query(rows_mark_sql(partition['partition'])).rows[0] -%}
        {%- set problem = retention_problem(feed, partition['first_day'], partition['last_day'])
            if feed else none -%}
        {%- do run_query('commit') -%}
        {%- set done = drop_partition(relation, feed, partition, mark, detach)
            if not (dry_run or problem) else false -%}
        {%- set verb = 'stays: ' ~ problem if problem
            else 'would go' if dry_run
            else 'stays: rows came or changed just now' if not done
            else 'detached' if detach else 'dropped' -%}
        {%- do log(partition['partition'] ~ ', ' ~ (partition['first_day'] or 'the beginning') ~ ' to '
            ~ partition['last_day'] ~ ', ' ~ mark[0] ~ ' rows, ' ~ partition['bytes'] ~ ' bytes: ' ~ verb,
            info=true) -%}
    {%- endfor -%}
{%- endmacro %}
