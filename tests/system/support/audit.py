"""Promise P1 as a check: whatever a station was told is stored, must be found in the topic."""

import json


def promises_of(station, sent, received):
    """[(station, action, payload text)] of all CALLs that were answered by a CALLRESULT."""
    calls = {}
    for text in sent:
        message = json.loads(text)
        if message[0] == 2:
            calls[message[1]] = (message[2], json.dumps(message[3], sort_keys=True))
    answered = [json.loads(text) for text in received]
    return [(station, *calls[message[1]]) for message in answered if message[0] == 3 and message[1] in calls]


def stored_in(events):
    """The same triples of all events that come from a CALL."""
    found = set()
    for event in events:
        value = event.json
        if "ocpp" in value:
            found.add((event.station, value["ocpp"]["action"], json.dumps(value["ocpp"]["payload"], sort_keys=True)))
    return found


def broken_promises(promises, events):
    stored = stored_in(events)
    return [promise for promise in promises if promise not in stored]
