"""The check of P1 is itself checked: it finds a record that was planted as missing."""

from support.audit import broken_promises, promises_of
from support.contract import Record

SENT = [
    '[2,"1","StartTransaction",{"connectorId":1,"meterStart":5}]',
    '[2,"2","MeterValues",{"connectorId":1}]',
    '[2,"3","Heartbeat",{}]',
]
RECEIVED = ['[3,"1",{"transactionId":7}]', '[3,"2",{}]', '[4,"3","InternalError","",{}]', '[2,"c","Reset",{"type":"Soft"}]']


def event(station, action, payload):
    value = f'{{"station":"{station}","ocpp":{{"action":"{action}","payload":{payload}}}}}'
    return Record("t", 0, 0, 0, station.encode(), value.encode(), [])


STORED = [event("A", "StartTransaction", '{"meterStart":5,"connectorId":1}'), event("A", "MeterValues", '{"connectorId":1}')]


def test_only_what_was_answered_by_a_result_is_a_promise():
    assert [action for _, action, _ in promises_of("A", SENT, RECEIVED)] == ["StartTransaction", "MeterValues"]


def test_all_records_there_means_no_broken_promise():
    assert broken_promises(promises_of("A", SENT, RECEIVED), STORED) == []


def test_a_missing_record_is_found():
    assert [action for _, action, _ in broken_promises(promises_of("A", SENT, RECEIVED), STORED[:1])] == ["MeterValues"]


def test_the_record_of_another_station_or_with_another_payload_does_not_count():
    others = [
        event("B", "StartTransaction", '{"meterStart":5,"connectorId":1}'),
        event("A", "StartTransaction", '{"meterStart":6,"connectorId":1}'),
    ]
    assert len(broken_promises(promises_of("A", SENT, RECEIVED), others)) == 2
