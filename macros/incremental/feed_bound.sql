{#- The condition that a raw row was loaded since the watermark, as a literal of the column's own type
    so that an index on it serves. `load_overlap` is longer than the longest load: a loader that commits
    late is still seen. Empty where the feed has to be taken in whole: it never was, its table was
    refilled, or its watermark is from the future and says nothing. -#}
{% macro feed_bound(feed, source) -%}
    {%- set since = run_query(
        "select to_char((loaded_until - interval '" ~ var('load_overlap', '6 hours')
        ~ "') at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') from " ~ private_relation('feed_states')
        ~ " where feed = '" ~ feed ~ "' and moved_at is not null and coalesce(loaded_until <= now(), true)"
    ).columns[0].values() -%}
    {%- if (source.table and is_refilled(feed, source)) or not since -%}
        {{ return('') }}
    {%- endif -%}
    {%- set late = [] -%}{%- set unknown = [] -%}
    {%- for column, type in (feed_times(source) if source.table and since[0] else {}).items() -%}
        {%- set zone = '+00' if type.endswith('with time zone') else '' -%}
        {%- do late.append(column ~ " > '" ~ since[0] ~ zone ~ "'::" ~ type) -%}
        {%- do unknown.append(column ~ ' is null') -%}
    {%- endfor -%}
    {{ return((late + [unknown | join(' and ')]) | join(' or ') if late else 'true') }}
{%- endmacro %}
