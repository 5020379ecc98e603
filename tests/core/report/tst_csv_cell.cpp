// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/csv_cell.h"

#include <QTest>

using namespace dockhand;

/// One cell of a CSV that a spreadsheet opens.
class TestCsvCell : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cellIsWritten_data();
    void cellIsWritten();
};

void TestCsvCell::cellIsWritten_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("cell");
    const auto row = [](const char *name, const char *text, const char *cell) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(cell);
    };
    row("empty", "", "");
    row("plain word", "abc", "abc");
    row("comma is quoted", "a,b", "\"a,b\"");
    row("semicolon is quoted", "a;b", "\"a;b\"");
    row("quote is doubled", "a\"b", "\"a\"\"b\"");
    row("line break is kept", "a\nb", "\"a\nb\"");
    row("leading blank is quoted", " a", "\" a\"");
    row("formula", "=1+1", "'=1+1");
    row("formula with quotes", "=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\"");
    row("plus", "+SUM(A1)", "'+SUM(A1)");
    row("minus", "-2+3", "'-2+3");
    row("at sign", "@x", "'@x");
    row("tab", "\t=1", "\"'\t=1\"");
    row("carriage return", "\r=1", "\"'\r=1\"");
    row("line feed", "\n=1", "\"'\n=1\"");
    row("full-width equals sign",
        "\xEF\xBC\x9D"
        "1",
        "'\xEF\xBC\x9D"
        "1");
    row("full-width at sign", "\xEF\xBC\xA0x", "'\xEF\xBC\xA0x");
    row("other full-width letter", "\xEF\xBC\xA1x", "\xEF\xBC\xA1x");
    row("negative number", "-5", "-5");
    row("signed decimal", "+1.50", "+1.50");
    row("negative number with groups", "-1,234.50", "\"-1,234.50\"");
    row("exponent", "-1e-5", "-1e-5");
    row("sign alone", "-", "'-");
    row("number and more", "-5|cmd", "'-5|cmd");
    row("point without digits", "-5.", "'-5.");
    row("formula sign inside", "a=1", "a=1");
}

void TestCsvCell::cellIsWritten()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, cell);
    QCOMPARE(report::csvCell({ text.constData(), static_cast<std::size_t>(text.size()) }), cell);
}

QTEST_APPLESS_MAIN(TestCsvCell)
#include "tst_csv_cell.moc"
