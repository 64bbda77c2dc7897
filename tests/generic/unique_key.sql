{#- Fails on every value of a key that more than one row has. Nulls count as one value. Of a fact that
    follows a feed, only touched days are looked at (see followed_part): its key names the day. -#}
{% test unique_key(model, columns) %}

{%- set part = followed_part(model, 'unique_key', columns) %}
{%- set failures %}
select
    {{ columns | join(',\n    ') }},
    count(*) as row_count
from {{ model }}
where {{ part.is_in }}
group by {{ columns | join(', ') }}
having count(*) > 1
{%- endset %}
{{ failures_of(part, failures) }}

{% endtest %}
