// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace dockhand;

/// The table of codes and what is made of it.
class TestErrorCode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRowStandsAtItsCode();
    void idsAreUniqueDottedAndLowerCase();
    void idLeadsBackToItsCode();
    void unknownIdLeadsNowhere();
    void everyCodeHasAMessageAndAFix();
    void argumentsAreFilledInOnce();
    void placeNamesItsPartsInOrder();
    void textOfAnErrorHasPlaceMessageAndFix();
    void messageEndsBeforeTheFixBegins_data();
    void messageEndsBeforeTheFixBegins();
};

void TestErrorCode::everyRowStandsAtItsCode()
{
    const auto table = errorTable();
    QCOMPARE(table.size(), static_cast<std::size_t>(ErrorCode::InternalError) + 1);
    for (std::size_t i = 0; i < table.size(); ++i)
        QCOMPARE(static_cast<std::size_t>(table[i].code), i);
}

void TestErrorCode::idsAreUniqueDottedAndLowerCase()
{
    static const QRegularExpression form(QStringLiteral(
        "^(value|row|file|db|undo|repair|profile|option|memory|output|run|internal)\\.[a-z_]+$"));
    QSet<QString> seen;
    for (const auto &info : errorTable()) {
        const auto id = QString::fromLatin1(info.id);
        QVERIFY2(form.match(id).hasMatch(), info.id);
        QVERIFY2(!seen.contains(id), info.id);
        seen.insert(id);
    }
}

void TestErrorCode::idLeadsBackToItsCode()
{
    for (const auto &info : errorTable())
        QCOMPARE(errorCodeFromId(info.id), std::optional(info.code));
}

void TestErrorCode::unknownIdLeadsNowhere()
{
    QVERIFY(!errorCodeFromId("value.unheard_of"));
    QVERIFY(!errorCodeFromId(""));
}

void TestErrorCode::everyCodeHasAMessageAndAFix()
{
    for (const auto &info : errorTable()) {
        QVERIFY2(QByteArrayView(info.message).endsWith('.')
                     || QByteArrayView(info.message).endsWith("%1")
                     || QByteArrayView(info.message).endsWith("%2"),
                 info.id);
        QVERIFY2(QByteArrayView(info.fix).endsWith('.'), info.id);
    }
}

void TestErrorCode::argumentsAreFilledInOnce()
{
    // A value that looks like an argument must not be replaced again.
    QCOMPARE(errorMessage(ErrorCode::FileTooLarge, { QStringLiteral("%2"), QStringLiteral("27") }),
             QStringLiteral("The file has %2, more than the limit of 27."));
    QCOMPARE(errorMessage(ErrorCode::ValueNotInteger, { QStringLiteral("100 %") }),
             QStringLiteral("“100 %” is not a whole number."));
}

void TestErrorCode::placeNamesItsPartsInOrder()
{
    const Place place { QStringLiteral("a.csv"), 12, 14, QStringLiteral("Qty"), 300 };
    QCOMPARE(placeText(place), QStringLiteral("a.csv, record 12, line 14, column Qty, byte 300"));
    QCOMPARE(placeText({}), QString());
}

void TestErrorCode::textOfAnErrorHasPlaceMessageAndFix()
{
    Error error { ErrorCode::FileEmpty, {}, {} };
    error.place.file = QStringLiteral("x.csv");
    QCOMPARE(errorText(error),
             QStringLiteral(
                 "x.csv: The file is empty. Export it again; the download may have been cut off."));
}

void TestErrorCode::messageEndsBeforeTheFixBegins_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("shown");
    QTest::newRow("path in brackets")
        << QStringLiteral("locked (/a/b.lock)") << QStringLiteral("locked (/a/b.lock).");
    QTest::newRow("quote") << QStringLiteral("no “x”") << QStringLiteral("no “x”.");
    QTest::newRow("word") << QStringLiteral("gone") << QStringLiteral("gone.");
    QTest::newRow("whole sentence")
        << QStringLiteral("It is gone.") << QStringLiteral("It is gone.");
    QTest::newRow("sentence in brackets")
        << QStringLiteral("gone (Why?)") << QStringLiteral("gone (Why?)");
}

void TestErrorCode::messageEndsBeforeTheFixBegins()
{
    QFETCH(QString, reason);
    QFETCH(QString, shown);
    // Its message ends in the argument.
    const Error error { ErrorCode::DbLocked, {}, { reason } };
    const auto message = errorMessage(error.code, { shown });
    QVERIFY2(message.endsWith(shown), qPrintable(message));
    QCOMPARE(errorText(error), message + QLatin1Char(' ') + errorFix(error.code, error.arguments));
}

QTEST_GUILESS_MAIN(TestErrorCode)
#include "tst_error_code.moc"
