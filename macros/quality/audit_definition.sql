{#- What an audit by days is made of, as one hash: the views it reads, and the rules as they are stated.
    Another hash, and all days are looked at. -#}
{% macro audit_definition(model, stated) -%}
    {{ return(local_md5(
        views_definition([model, judged_relation(model.identifier)]) ~ tojson(stated, sort_keys=true)
    )) }}
{%- endmacro %}
