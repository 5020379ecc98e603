// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/source/reference_reader.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace dockhand;
using namespace dockhand::source;
using namespace Qt::StringLiterals;

namespace {

/// One case of a .case file; tests/cases/README.md tells how they are written.
struct Case
{
    QString name;
    Dialect dialect;
    ReaderLimits limits;
    QByteArray input;
    QByteArray expected;
};

// \n \r \t \0 \\ and \xHH; the rest is as it stands.
QByteArray unescaped(const QByteArray &text)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 >= text.size()) {
            bytes += text[i];
            continue;
        }
        const char c = text[++i];
        if (c == 'x') {
            bytes += QByteArray::fromHex(text.mid(i + 1, 2));
            i += 2;
        } else {
            bytes += c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c == '0' ? '\0' : c;
        }
    }
    return bytes;
}

bool setOption(Case &test, const QByteArray &name, const QByteArray &value)
{
    const char byte = value == "none" ? '\0' : unescaped(value).front();
    if (name == "delimiter")
        test.dialect.delimiter = byte;
    else if (name == "quote")
        test.dialect.quote = byte;
    else if (name == "escape")
        test.dialect.escape = byte;
    else if (name == "cr-ends")
        test.dialect.carriageReturnEnds = value == "yes";
    else if (name == "header-row")
        test.dialect.headerRow = value.toInt();
    else if (name == "separator-line")
        test.dialect.hasSeparatorLine = value == "yes";
    else if (name == "max-record-bytes")
        test.limits.maxRecordBytes = value.toULongLong();
    else
        return false;
    return true;
}

Case parseCase(const QByteArray &text)
{
    Case test;
    auto *part = static_cast<QByteArray *>(nullptr);
    for (const auto &line : text.split('\n')) {
        if (test.name.isEmpty())
            test.name = QString::fromUtf8(line).trimmed();
        else if (line.startsWith('#') && part != &test.expected)
            continue;
        else if (line == "input:")
            part = &test.input;
        else if (line == "expected:")
            part = &test.expected;
        else if (part == &test.input)
            test.input += unescaped(line);
        else if (part == &test.expected && !line.isEmpty())
            test.expected += unescaped(line) + '\n';
        else if (const auto at = line.indexOf(": ");
                 at > 0 && !setOption(test, line.left(at), line.mid(at + 2)))
            qFatal("%s: unknown option %s", qPrintable(test.name), line.constData());
    }
    return test;
}

QList<Case> allCases()
{
    QList<Case> cases;
    const QDir folder(QStringLiteral(DOCKHAND_SOURCE_DIR "/tests/cases"));
    for (const auto &name : folder.entryList({ u"*.case"_s }, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(name));
        auto text = file.readAll();
        text.prepend('\n');
        for (auto from = text.indexOf("\n== "); from >= 0;) {
            const auto to = text.indexOf("\n== ", from + 1);
            auto test = parseCase(text.mid(from + 4, to < 0 ? -1 : to - from - 4));
            test.name = name.chopped(5) + u": "_s + test.name;
            cases << test;
            from = to;
        }
    }
    return cases;
}

} // namespace

class TestCsvCases final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void casesAreThere();
    void readerTellsWhatTheCaseExpects_data();
    void readerTellsWhatTheCaseExpects();
};

void TestCsvCases::casesAreThere()
{
    QVERIFY(allCases().size() >= 30);
}

void TestCsvCases::readerTellsWhatTheCaseExpects_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const auto &test : allCases())
        QTest::newRow(qPrintable(test.name)) << index++;
}

void TestCsvCases::readerTellsWhatTheCaseExpects()
{
    QFETCH(const int, index);
    const auto test = allCases().at(index);
    const auto input = test.input.toStdString();
    std::string fault;
    const auto found = readThroughReader(input, test.dialect, test.limits, {}, fault);
    QCOMPARE(QByteArray::fromStdString(fault), QByteArray());
    QCOMPARE(QByteArray::fromStdString(describe(found)), test.expected);
    const auto slow = readSlowly(input, test.dialect, test.limits);
    QCOMPARE(QByteArray::fromStdString(describe(slow)), test.expected);
}

QTEST_GUILESS_MAIN(TestCsvCases)
#include "tst_csv_cases.moc"
