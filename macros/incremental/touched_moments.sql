{#- As touched for a column with moments, so that an index on it, or partitions by it, serve: a day is a
    span of it. Days are those of UTC, or of a zone, begun at a time of day; the column is stored as
    timestamptz, as a naive timestamp in UTC, or in milliseconds. -#}
{% macro touched_moments(column, stored_as='timestamptz', zone='UTC', starts_at='0:00') -%}
    (true /* touched moments: {{ column }} | {{ stored_as }} | {{ zone }} | {{ starts_at }} */)
{%- endmacro %}
