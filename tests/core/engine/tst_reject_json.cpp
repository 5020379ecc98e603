// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reject_json.h"

#include <QTest>

using namespace dockhand;
using namespace dockhand::engine;
using namespace Qt::StringLiterals;

namespace {

LoggedReject rejectWith(std::int32_t column, std::string_view value,
                        ErrorCode code = ErrorCode::ValueNotInteger)
{
    LoggedReject reject;
    reject.issues.push_back({ code, column, 7, value });
    return reject;
}

} // namespace

/// Issues that were logged are told by the ledger as they were found.
class TestRejectJson final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_binding.header = { "Qty", "Größe" }; }

    void fieldsHaveTheirNames();
    void valuesAreValidAndNotTooLong_data();
    void valuesAreValidAndNotTooLong();
    void everyRejectHasItsOwnIssues();

private:
    std::vector<ledger::RejectIssue> told(const LoggedReject &reject)
    {
        const auto json = m_json.of(reject, m_binding);
        const QByteArray bytes(json.data(), static_cast<qsizetype>(json.size()));
        return ledger::issuesFromJson(bytes).value_or(std::vector<ledger::RejectIssue> {});
    }

    profile::ProfileBinding m_binding;
    RejectJson m_json;
};

void TestRejectJson::fieldsHaveTheirNames()
{
    const auto issue = told(rejectWith(1, "x")).at(0);
    QCOMPARE(issue.code, u"value.not_integer"_s);
    QCOMPARE(issue.column, u"Größe"_s);
    QCOMPARE(issue.value, u"x"_s);
    QCOMPARE(issue.byte, 7);
    QCOMPARE(told(rejectWith(0, "x")).at(0).column, u"Qty"_s);
    QVERIFY(told(rejectWith(-1, "")).at(0).column.isEmpty());
    QVERIFY(told(rejectWith(9, "x")).at(0).column.isEmpty()); // behind the header
    profile::ProfileBinding other;
    other.header = { "Anzahl" };
    const auto json = m_json.of(rejectWith(0, "x"), other);
    QVERIFY(json.find("Anzahl") != json.npos);
}

void TestRejectJson::valuesAreValidAndNotTooLong_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("expected");
    QTest::newRow("ASCII") << QByteArray("a \"b\" \\ \x01") << u"a \"b\" \\ \x01"_s;
    QTest::newRow("other scripts") << QByteArray("é茶🍵") << u"é茶🍵"_s;
    QTest::newRow("not UTF-8") << QByteArray("a\xFFz") << u"a\uFFFDz"_s;
    QTest::newRow("long") << QByteArray(5'000, 'x') << QString(1'024, QChar(u'x'));
    QTest::newRow("cut inside a character")
        << QByteArray(1'023, 'x') + "é" << QString(1'023, QChar(u'x')) + QChar(0xFFFD);
}

void TestRejectJson::valuesAreValidAndNotTooLong()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, expected);
    const std::string_view text(value.constData(), static_cast<std::size_t>(value.size()));
    const auto issues = told(rejectWith(0, text));
    QCOMPARE(issues.size(), std::size_t { 1 });
    QCOMPARE(issues.at(0).value, expected);
}

void TestRejectJson::everyRejectHasItsOwnIssues()
{
    LoggedReject reject;
    for (int i = 0; i < 50; ++i) // each value is mended apart
        reject.issues.push_back({ ErrorCode::ValueNotInteger, 0, i, "é" });
    const auto issues = told(reject);
    QCOMPARE(issues.size(), std::size_t { 50 });
    for (const auto &issue : issues)
        QCOMPARE(issue.value, u"é"_s);
    QCOMPARE(told(rejectWith(0, "1", ErrorCode::ValueRequired)).size(), std::size_t { 1 });
}

QTEST_GUILESS_MAIN(TestRejectJson)
#include "tst_reject_json.moc"
