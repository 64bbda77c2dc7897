{#- One fill applied to a position. State: {signed quantity held, average entry price, P&L realised by
    this fill, quantity closed by this fill}. Adding moves the average; reducing realises against it
    and leaves it; a fill that crosses zero closes the old position and opens the new one. -#}
{% macro average_cost_step(schema) -%}
create or replace function {{ schema }}.average_cost_step(
    state numeric[], signed_quantity numeric, price numeric
) returns numeric[] language plpgsql immutable parallel safe as $average_cost$
declare
    held constant numeric := state[1];
    average constant numeric := state[2];
    after constant numeric := held + signed_quantity;
    closed constant numeric := least(abs(held), abs(signed_quantity));
begin
    if signed_quantity = 0 then
        return array[held, average, 0, 0];
    elsif held = 0 or sign(held) = sign(signed_quantity) then
        return array[
            after,
            trim_scale((abs(held) * average + abs(signed_quantity) * price) / abs(after)),
            0,
            0
        ];
    end if;
    return array[
        after,
        case
            when after = 0 then 0
            when sign(after) = sign(held) then average
            else price
        end,
        closed * (price - average) * sign(held),
        closed
    ];
end
$average_cost$
{%- endmacro %}
