{#- Writes the moment that every window, age and staleness of this run is measured from: the run's
    start, or the var `as_of` to replay the past. Data, not now(): all marts of a run agree. Analyzed,
    because nearly every mart joins it: of a table it knows nothing about PostgreSQL expects a thousand
    rows, and plans for a thousand times too many each time it is joined. -#}
{% macro set_clock() -%}
    {%- set as_of = var('as_of', none) or run_started_at.isoformat() -%}
    update {{ private_relation('run_clock') }}
    set as_of = '{{ as_of | replace("'", "''") }}'::timestamptz, invocation_id = '{{ invocation_id }}';
    analyze {{ private_relation('run_clock') }}
{%- endmacro %}
