// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/content_hash.h"
#include "core/source/csv_reader.h"
#include "core/source/sniffer.h"

#include <QFile>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace dockhand;
using namespace dockhand::source;
using namespace Qt::StringLiterals;

class TestSniffer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodingIsFound_data();
    void encodingIsFound();
    void delimiterIsFound_data();
    void delimiterIsFound();
    void quotingIsFound_data();
    void quotingIsFound();
    void lineEndsAreFound_data();
    void lineEndsAreFound();
    void headerRowIsFound_data();
    void headerRowIsFound();
    void overridesWin();
    void longQuotedTextIsOneField_data();
    void longQuotedTextIsOneField();
    void quoteThatIsNeverClosedLeavesTheRestReadable();
    void headerRowBehindTheEndIsTold_data();
    void headerRowBehindTheEndIsTold();

    void binaryFormatsAreTold_data();
    void binaryFormatsAreTold();
    void randomBytesAreBinaryData();
    void emptyFilesAreTold_data();
    void emptyFilesAreTold();
    void headerAloneIsEnough();
    void unclosedHeaderIsRefused();
    void wrongPathsAreTold();

    void sampleHoldsTheRecordsBehindTheHeader();
    void sampleOfLargeFileReachesItsMiddleAndEnd();
    void lookFindsWhatASniffFinds_data();
    void lookFindsWhatASniffFinds();
    void sampleBytesGiveTheCountOfRecords();
    void wideHeaderIsReadWhole();
    void cutRecordIsNotSampled();
    void delimiterIsExplained();
    void readerReadsWhatTheSnifferSaw_data();
    void readerReadsWhatTheSnifferSaw();

private:
    QString fileWith(const QByteArray &bytes);

    QTemporaryDir m_dir;
};

QString TestSniffer::fileWith(const QByteArray &bytes)
{
    const auto path = m_dir.filePath(u"file.csv"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

void TestSniffer::encodingIsFound_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<bool>("hasMark");
    QTest::addColumn<QString>("secondName");
    const auto row = [](const char *name, const QByteArray &bytes, const QString &encoding,
                        bool hasMark, const QString &secondName) {
        QTest::newRow(name) << bytes << encoding << hasMark << secondName;
    };
    const auto text = u"id,größe\n1,süß\n"_s;
    const auto utf16 = [&text](QStringConverter::Encoding encoding, bool withMark) -> QByteArray {
        QStringEncoder encoder(encoding,
                               withMark ? QStringConverter::Flag::WriteBom
                                        : QStringConverter::Flag::Default);
        return encoder.encode(text);
    };
    row("ASCII", "id,size\n1,2\n", u"UTF-8"_s, false, u"size"_s);
    row("UTF-8", text.toUtf8(), u"UTF-8"_s, false, u"größe"_s);
    row("UTF-8 with mark", "\xEF\xBB\xBF" + text.toUtf8(), u"UTF-8"_s, true, u"größe"_s);
    row("UTF-16LE with mark", utf16(QStringConverter::Utf16LE, true), u"UTF-16LE"_s, true,
        u"größe"_s);
    row("UTF-16BE with mark", utf16(QStringConverter::Utf16BE, true), u"UTF-16BE"_s, true,
        u"größe"_s);
    row("UTF-16LE", utf16(QStringConverter::Utf16LE, false), u"UTF-16LE"_s, false, u"größe"_s);
    row("UTF-16BE", utf16(QStringConverter::Utf16BE, false), u"UTF-16BE"_s, false, u"größe"_s);
    row("windows-1252", text.toLatin1(), u"windows-1252"_s, false, u"größe"_s);
    row("euro sign of windows-1252", "id,\x80\n1,2\n", u"windows-1252"_s, false, u"€"_s);
    row("one bad byte among good ones", u"id,größe\n"_s.toUtf8() + "2,gr\xFC\n", u"UTF-8"_s, false,
        u"größe"_s);
    row("windows-1252 that looks like UTF-8 once", "id,gr\xF6\xDF\x65\n1,\xC3\xA9\n2,\xFC\xFC\n",
        u"windows-1252"_s, false, u"größe"_s);
    row("windows-1252 only in the end",
        "id,size\n" + QByteArray("1,0123456789\n").repeated(200'000) + "2,gr\xF6\xDF\x65r\n",
        u"windows-1252"_s, false, u"size"_s);
    row("character cut at the sample's end",
        "id,n\xC3\xA4me\n"
            + QByteArray("1,\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\n").repeated(40'000),
        u"UTF-8"_s, false, u"näme"_s);
}

void TestSniffer::encodingIsFound()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, encoding);
    QFETCH(const bool, hasMark);
    QFETCH(const QString, secondName);
    const auto sniff = sniffFile(fileWith(bytes));
    QVERIFY(sniff);
    QCOMPARE(encodingName(sniff->dialect.encoding), encoding);
    QCOMPARE(sniff->dialect.hasByteOrderMark, hasMark);
    QCOMPARE(sniff->header.size(), std::size_t { 2 });
    QCOMPARE(QString::fromStdString(sniff->header[1]), secondName);
}

void TestSniffer::delimiterIsFound_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("delimiter");
    QTest::addColumn<int>("columns");
    const auto row = [](const char *name, const QByteArray &bytes, char delimiter, int columns) {
        QTest::newRow(name) << bytes << QByteArray(1, delimiter) << columns;
    };
    row("comma", "a,b,c\n1,2,3\n4,5,6\n", ',', 3);
    row("semicolon", "a;b;c\n1;2;3\n4;5;6\n", ';', 3);
    row("tab", "a\tb\tc\n1\t2\t3\n", '\t', 3);
    row("bar", "a|b|c\n1|2|3\n", '|', 3);
    row("decimal commas", "a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n", ';', 3);
    row("commas in text", "a;b\nred, blue;1\ngreen;2\nred, green, blue;3\n", ';', 2);
    row("semicolons in quotes", "a,b\n\"x;y\",1\n\"x;z\",2\n\"u;v\",3\n", ',', 2);
    row("times with commas",
        "n;t;s\n1;02 January 2006, 15:04:05;done\n2;03 January 2006, 15:04:05;done\n", ';', 3);
    row("ragged records", "a,b,c\n1,2,3\n1,2\n1,2,3\n1,2,3,4\n1,2,3\n1,2,3\n", ',', 3);
    row("header alone", "a;b;c\n", ';', 3);
    row("one column", "name\nBudi\nSiti\n", ',', 1);
    row("directive", "sep=|\na|b,c\n1|2,3\n", '|', 2);
    row("directive with tab", "sep=\t\r\na\tb\r\n1\t2\r\n", '\t', 2);
    row("tab with commas in text", "name, first\tv\nDoe, John\tx, y\nRoe, Jane\tx, y\n", '\t', 2);
    row("tab with one comma and a space in every record", "a, b\tc\n1, x\t2\n3, y\t4\n", '\t', 2);
    row("space behind every comma", "a, b, c\n1, 2, 3\n4, 5, 6\n", ',', 3);
    row("line breaks in quotes", "a,b\n\"x\ny;z\",1\n\"x\n\nq\",2\n", ',', 2);
}

void TestSniffer::delimiterIsFound()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, delimiter);
    QFETCH(const int, columns);
    const auto sniff = sniffFile(fileWith(bytes));
    QVERIFY(sniff);
    QCOMPARE(QByteArray(1, sniff->dialect.delimiter), delimiter);
    QCOMPARE(static_cast<int>(sniff->header.size()), columns);
    QVERIFY(sniff->confidence >= 0 && sniff->confidence <= 1);
    QCOMPARE(sniff->dialect.hasSeparatorLine, bytes.startsWith("sep="));
}

void TestSniffer::quotingIsFound_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("quote");
    QTest::addColumn<QByteArray>("escape");
    const auto row = [](const char *name, const QByteArray &bytes, char quote, char escape = '\0') {
        QTest::newRow(name) << bytes << QByteArray(1, quote) << QByteArray(1, escape);
    };
    row("no quotes at all", "a,b\n1,2\n", '"');
    row("double quotes", "a,b\n\"1,5\",2\n\"3,5\",4\n", '"');
    row("apostrophes", "a,b\n'1,x','2'\n'3','4,y'\n", '\'');
    row("apostrophe as a mark for text", "a,b\n'0123,2\n'0456,4\n", '"');
    row("apostrophes in text", "a,b\nit's,2\nthat's,4\n", '"');
    row("inches", "a,b\n5\" pipe,2\n6\" pipe,4\n", '"');
    row("text that begins with quoted words",
        "a\tb\n\"Hello\" he said\t1\n\"Bye\" and left\t2\n\"So\" it went\t3\n", '\0');
    row("escapes", "a,b\n\"say \\\"hi\\\", so\",1\n\"say \\\"bye\\\", so\",2\n", '"', '\\');
    row("backslash at the end of a quoted field", "a,b\n\"C:\\\",1\n\"D:\\\",2\n\"E:\\\",3\n", '"');
}

void TestSniffer::quotingIsFound()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, quote);
    QFETCH(const QByteArray, escape);
    const auto sniff = sniffFile(fileWith(bytes));
    QVERIFY(sniff);
    QCOMPARE(QByteArray(1, sniff->dialect.quote), quote);
    QCOMPARE(QByteArray(1, sniff->dialect.escape), escape);
    QCOMPARE(sniff->header.size(), std::size_t { 2 });
}

void TestSniffer::lineEndsAreFound_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("carriageReturnEnds");
    QTest::addColumn<std::size_t>("records");
    QTest::newRow("LF") << QByteArray("a,b\n1,2\n") << false << std::size_t { 1 };
    QTest::newRow("CR LF") << QByteArray("a,b\r\n1,2\r\n") << false << std::size_t { 1 };
    QTest::newRow("CR") << QByteArray("a,b\r1,2\r") << true << std::size_t { 1 };
    QTest::newRow("CR inside fields") << QByteArray("a,b\n1\r,2\n") << false << std::size_t { 1 };
    QTest::newRow("CR, LF inside quotes")
        << QByteArray("a,b\r1,\"x\ny\"\r2,b\r") << true << std::size_t { 2 };
    QTest::newRow("CR, CR LF inside quotes")
        << QByteArray("a,b\r1,\"x\r\ny\"\r2,b\r") << true << std::size_t { 2 };
    QTest::newRow("CR, LF in the header")
        << QByteArray("a,\"b\nc\"\r1,2\r") << true << std::size_t { 1 };
    QTest::newRow("CR, a last LF") << QByteArray("a,b\r1,2\r3,4\n") << true << std::size_t { 2 };
    QTest::newRow("LF, CR inside quotes")
        << QByteArray("a,b\n1,\"x\ry\rz\rw\"\n2,\"x\ry\"\n") << false << std::size_t { 2 };
    QTest::newRow("CR LF, CR inside quotes")
        << QByteArray("a,b\r\n1,\"x\ry\rz\"\r\n") << false << std::size_t { 1 };
}

void TestSniffer::lineEndsAreFound()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, carriageReturnEnds);
    QFETCH(const std::size_t, records);
    const auto sniff = sniffFile(fileWith(bytes));
    QVERIFY(sniff);
    QCOMPARE(sniff->dialect.carriageReturnEnds, carriageReturnEnds);
    QCOMPARE(sniff->sample.size(), records);
}

void TestSniffer::headerRowIsFound_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("headerRow");
    QTest::newRow("first record") << QByteArray("a,b,c\n1,2,3\n") << 1;
    QTest::newRow("blank lines before") << QByteArray("\n\na,b,c\n1,2,3\n") << 1;
    QTest::newRow("title and period")
        << QByteArray("Ads report\nShop,mine\nPeriod,01/01/2024 - 31/01/2024\n\n"
                      "No,Name,Status,Clicks,Cost\n1,x,on,5,10\n2,y,off,6,20\n")
        << 4;
    QTest::newRow("one record behind the header")
        << QByteArray("Report\nNo,Name,Status,Clicks\n1,x,on,5\n") << 2;
    QTest::newRow("nothing behind the header")
        << QByteArray("Report\nNo,Name,Status,Clicks\n") << 1;
    QTest::newRow("wider records are no names")
        << QByteArray("a,b\n1,2,3,4,5\n1,2,3,4,5\n1,2,3,4,5\n") << 1;
    QTest::newRow("a change of shape far inside") << "a,b\n" + QByteArray("1,2\n").repeated(25)
            + "k,l,m,n,o\n" + QByteArray("1,2,3,4,5\n").repeated(100)
                                                  << 1;
    QTest::newRow("a change back")
        << QByteArray("a,b\n1,2\nk,l,m,n,o\n1,2,3,4,5\n3,4\n5,6\n7,8\n") << 1;
    QTest::newRow("two columns only") << QByteArray("Report\nNo,Name\n1,x\n2,y\n") << 1;
    QTest::newRow("header with a second name row")
        << QByteArray("No,Name,Status\nnumber,full name,on or off\n1,x,on\n") << 1;
}

void TestSniffer::headerRowIsFound()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, headerRow);
    const auto sniff = sniffFile(fileWith(bytes));
    QVERIFY(sniff);
    QCOMPARE(sniff->dialect.headerRow, headerRow);
}

void TestSniffer::overridesWin()
{
    const auto path = fileWith("a;b,c\n1;2,'\xE9'\n3;4,5\n");
    DialectOverrides overrides;
    overrides.encoding = Encoding::Latin1;
    overrides.delimiter = ',';
    overrides.quote = '\'';
    overrides.headerRow = 0;
    const auto sniff = sniffFile(path, overrides);
    QVERIFY(sniff);
    QVERIFY(sniff->dialect.encoding == Encoding::Latin1);
    QCOMPARE(sniff->dialect.delimiter, ',');
    QCOMPARE(sniff->dialect.quote, '\'');
    QCOMPARE(sniff->dialect.headerRow, 0);
    QVERIFY(sniff->header.empty());
    QCOMPARE(sniff->sample.size(), std::size_t { 3 });
    QCOMPARE(QString::fromStdString(sniff->sample[1][1]), u"é"_s);

    overrides = {};
    overrides.delimiter = ':';
    overrides.quote = '\0';
    overrides.headerRow = 2;
    const auto other = sniffFile(path, overrides);
    QVERIFY(other);
    QCOMPARE(other->dialect.delimiter, ':');
    QCOMPARE(other->dialect.quote, '\0');
    QCOMPARE(other->dialect.headerRow, 2);
    QCOMPARE(other->header.size(), std::size_t { 1 });
    QCOMPARE(other->sample.size(), std::size_t { 1 });
}

void TestSniffer::longQuotedTextIsOneField_data()
{
    QTest::addColumn<int>("lines");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("150 lines") << 150 << QByteArray("line of the note\n");
    QTest::newRow("lines with delimiters") << 150 << QByteArray("dear sir; it is, I say, late\n");
    QTest::newRow("more than the usual head") << 20'000 << QByteArray("a line of the long note\n");
    QTest::newRow("more than a large file") << 100'000 << QByteArray("a line, of the; note\n");
}

void TestSniffer::longQuotedTextIsOneField()
{
    QFETCH(const int, lines);
    QFETCH(const QByteArray, line);
    const auto path
        = fileWith("id,body\n1,\"" + line.repeated(lines) + "\"\n2,short\n3,\"also\nshort\"\n");
    DialectOverrides named;
    named.quote = '"';
    for (const auto &overrides : { DialectOverrides {}, named }) {
        const auto sniff = sniffFile(path, overrides);
        QVERIFY(sniff);
        QCOMPARE(sniff->dialect.delimiter, ',');
        QCOMPARE(sniff->dialect.quote, '"');
        QCOMPARE(sniff->sample.size(), std::size_t { 3 });
        QCOMPARE(sniff->sample[0].at(1).size(), static_cast<std::size_t>(line.size() * lines));
    }
}

void TestSniffer::quoteThatIsNeverClosedLeavesTheRestReadable()
{
    for (const int records : { 200, 100'000, 4'000'000 }) {
        const auto path = fileWith("a;b\n1;\"x\n" + QByteArray("2;y;z\n").repeated(records));
        const auto sniff = sniffFile(path);
        QVERIFY(sniff);
        QCOMPARE(sniff->dialect.delimiter, ';');
        QCOMPARE(sniff->dialect.quote, '"');
        QVERIFY(sniff->sample.size() >= 100);
    }
}

void TestSniffer::headerRowBehindTheEndIsTold_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<bool>("isThere");
    QTest::newRow("last record") << 3 << true;
    QTest::newRow("one behind") << 4 << false;
    QTest::newRow("far behind") << 99 << false;
}

void TestSniffer::headerRowBehindTheEndIsTold()
{
    QFETCH(const int, row);
    QFETCH(const bool, isThere);
    const auto path = fileWith("a,b\n1,2\n3,4\n");
    DialectOverrides overrides;
    overrides.headerRow = row;
    const auto sniff = sniffFile(path, overrides);
    QCOMPARE(sniff.has_value(), isThere);
    Dialect dialect;
    dialect.headerRow = row;
    const auto header = CsvReader(*openByteSource(path, dialect.encoding), dialect).readHeader();
    QCOMPARE(header.has_value(), isThere);
    if (isThere)
        return;
    const QStringList reason { u"there is no row %1, the last one is row 3"_s.arg(row) };
    QCOMPARE(sniff.error().code, ErrorCode::FileUnrecognised);
    QCOMPARE(sniff.error().arguments, reason);
    QCOMPARE(header.error().code, ErrorCode::FileUnrecognised);
    QCOMPARE(header.error().arguments, reason);
}

void TestSniffer::binaryFormatsAreTold_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("format");
    const auto row = [](const char *name, const QByteArray &front, const QString &format) {
        QTest::newRow(name) << front << format;
    };
    const auto compressed = u"compressed file"_s;
    row("xlsx", QByteArray("PK\3\4\x14\0\6\0", 8) + "[Content_Types].xml xl/workbook.xml",
        u"Excel workbook"_s);
    row("other zip", QByteArray("PK\3\4\x14\0\0\0", 8) + "orders.csv", u"ZIP archive"_s);
    row("ods", "PK\3\4 mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
        u"OpenDocument spreadsheet"_s);
    row("xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 rest", u".xls or password-protected workbook"_s);
    row("7z", "7z\xBC\xAF\x27\x1C rest", compressed);
    row("rar", "Rar!\x1A\x07\x01 rest", compressed);
    row("PDF", "%PDF-1.7\n", u"PDF"_s);
    row("PNG", "\x89PNG\r\n\x1A\n", u"PNG image"_s);
    row("JPEG", "\xFF\xD8\xFF\xE0", u"JPEG image"_s);
    row("GIF", "GIF89a", u"GIF image"_s);
    row("SQLite", QByteArray("SQLite format 3\0", 16), u"SQLite database"_s);
    row("ELF",
        "\x7F"
        "ELF\2\1\1",
        u"ELF program"_s);
    row("HTML", "\r\n <!DOCTYPE html><html>", u"HTML page"_s);
    row("HTML table", "\xEF\xBB\xBF<TABLE border=1>", u"HTML page"_s);
    row("JSON object", "\n{ \"orders\": []}", u"JSON file"_s);
    row("JSON array", "[\n  {\"id\": 1}]", u"JSON file"_s);
    row("JSON lines", "{\"id\": 1}\n{\"id\": 2}\n", u"JSON file"_s);
    row("UTF-32", QByteArray("\xFF\xFE\0\0a\0\0\0", 8), u"UTF-32 text"_s);
    row("zero bytes", QByteArray(1000, '\0'), u"binary data"_s);
}

void TestSniffer::binaryFormatsAreTold()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, format);
    const auto sniff = sniffFile(fileWith(bytes));
    QVERIFY(!sniff);
    QCOMPARE(sniff.error().code, ErrorCode::FileUnsupportedFormat);
    QCOMPARE(sniff.error().arguments, QStringList { format });
}

void TestSniffer::randomBytesAreBinaryData()
{
    std::mt19937 random(3);
    QByteArray bytes(5000, Qt::Uninitialized);
    for (auto &byte : bytes)
        byte = static_cast<char>(random());
    const auto sniff = sniffFile(fileWith(bytes));
    QVERIFY(!sniff);
    QCOMPARE(sniff.error().code, ErrorCode::FileUnsupportedFormat);
}

void TestSniffer::emptyFilesAreTold_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no byte") << QByteArray();
    QTest::newRow("mark only") << QByteArray("\xEF\xBB\xBF");
    QTest::newRow("UTF-16 mark only") << QByteArray("\xFF\xFE");
    QTest::newRow("blank lines") << QByteArray("\r\n\n\n");
    QTest::newRow("mark and blank lines") << QByteArray("\xEF\xBB\xBF\r\n");
    QTest::newRow("directive only") << QByteArray("sep=;\r\n");
    QTest::newRow("control z") << QByteArray("\x1A");
}

void TestSniffer::emptyFilesAreTold()
{
    QFETCH(const QByteArray, bytes);
    const auto sniff = sniffFile(fileWith(bytes));
    QVERIFY(!sniff);
    QCOMPARE(sniff.error().code, ErrorCode::FileEmpty);
}

void TestSniffer::headerAloneIsEnough()
{
    const auto sniff = sniffFile(fileWith("a,b"));
    QVERIFY(sniff);
    QCOMPARE(sniff->header, (std::vector<std::string> { "a", "b" }));
    QVERIFY(sniff->sample.empty());
    QCOMPARE(sniff->sampleBytes, 0);
}

void TestSniffer::unclosedHeaderIsRefused()
{
    DialectOverrides overrides;
    overrides.quote = '"';
    const auto sniff = sniffFile(fileWith("\"a,b\n1,2\n"), overrides);
    QVERIFY(!sniff);
    QCOMPARE(sniff.error().code, ErrorCode::FileUnrecognised);
}

void TestSniffer::wrongPathsAreTold()
{
    QCOMPARE(sniffFile(m_dir.filePath(u"none"_s)).error().code, ErrorCode::FileNotFound);
    QCOMPARE(sniffFile(m_dir.path()).error().code, ErrorCode::FileIsDirectory);
}

void TestSniffer::sampleHoldsTheRecordsBehindTheHeader()
{
    const auto path = fileWith("a,b\n1,\"x\"\"y\"\n\n2\n\"3,\n4,z");
    const auto sniff = sniffFile(path);
    QVERIFY(sniff);
    const std::vector<std::vector<std::string>> expected { { "1", "x\"y" }, { "2" }, { "4", "z" } };
    QCOMPARE(sniff->sample, expected);
    QCOMPARE(sniffFile(path, {}, 1)->sample.size(), std::size_t { 1 });
}

void TestSniffer::sampleOfLargeFileReachesItsMiddleAndEnd()
{
    QByteArray bytes("place,text\n");
    const QByteArray text("abcdefghijklmnopqrstuvwxyz0123456789");
    while (bytes.size() < 1'000'000)
        bytes += "start," + text + "\n";
    while (bytes.size() < 2'000'000)
        bytes += "middle,\"" + text + ",\n" + text + "\"\n";
    while (bytes.size() < 3'000'000)
        bytes += "end," + text + "\n";
    const auto sniff = sniffFile(fileWith(bytes), {}, 100);
    QVERIFY(sniff);
    QMap<QByteArray, int> places;
    for (const auto &record : sniff->sample) {
        QCOMPARE(record.size(), std::size_t { 2 });
        ++places[QByteArray::fromStdString(record[0])];
    }
    QCOMPARE(places.value("start"), 60);
    QVERIFY(places.value("middle") >= 15);
    QCOMPARE(places.value("end"), 20);
}

void TestSniffer::lookFindsWhatASniffFinds_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray record("1,\"x\"\"y\",\"two\nlines\",\n");
    QTest::newRow("short") << QByteArray("a,b\n1,\"x\"\"y\"\n\n2\n\"3,\n4,z");
    QTest::newRow("no header") << QByteArray("1,2\n3,4\n");
    QTest::newRow("as long as the fingerprint's head") << QByteArray(65'535, 'a') + "\n";
    QTest::newRow("longer than the head") << QByteArray("a,b,c,d\n") + record.repeated(20'000);
    QTest::newRow("large") << QByteArray("a,b,c,d\n") + record.repeated(200'000);
    QTest::newRow("long header") << QByteArray(400'000, 'a') + ",b\n" + record.repeated(100'000);
    QTest::newRow("an open quote")
        << "a,b\n1,\"" + QByteArray("x\n").repeated(400'000) + "\"\n2,3\n";
    QStringEncoder encoder(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
    const QByteArray utf16 = encoder.encode(u"a,b\n"_s + u"1,\"x\"\"y\"\n"_s.repeated(90'000));
    QTest::newRow("UTF-16") << utf16;
}

// One sniffer for all: what it kept of another file must not show.
void TestSniffer::lookFindsWhatASniffFinds()
{
    QFETCH(QByteArray, bytes);
    static Sniffer sniffer;
    const auto path = fileWith(bytes);
    const auto sniff = sniffFile(path);
    const auto look = sniffer.look(path);
    QVERIFY(sniff && look);
    QVERIFY(look->dialect == sniff->dialect);
    QCOMPARE(look->header, sniff->header);
    QCOMPARE(look->sampleBytes, sniff->sampleBytes);
    QVERIFY(look->sample.empty());
    QCOMPARE(sniffer.sample().records.size(), sniff->sample.size());
    QVERIFY(sniffer.sampleTexts(1000) == sniff->sample);
    QCOMPARE(sniffer.sampleTexts(1).size(), std::min<std::size_t>(1, sniff->sample.size()));
    QCOMPARE(sniffer.fingerprint(), quickFingerprint(path));
    if (bytes.startsWith("a,b\n1,\"x\"\"y"))
        QCOMPARE(sniffer.sample().raw(sniffer.sample().records[0]), "1,\"x\"\"y\"");
    sniffer.rest();
    QVERIFY(sniffer.sample().records.empty());
}

void TestSniffer::sampleBytesGiveTheCountOfRecords()
{
    const auto text = u"id,name\n"_s + u"1234,twelve chars\n"_s.repeated(300);
    const auto utf8 = sniffFile(fileWith(text.toUtf8()), {}, 100);
    QVERIFY(utf8);
    QCOMPARE(utf8->sample.size(), std::size_t { 100 });
    QCOMPARE(utf8->sampleBytes, 1800);
    QStringEncoder encoder(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
    const QByteArray bytes = encoder.encode(text);
    const auto utf16 = sniffFile(fileWith(bytes), {}, 100);
    QVERIFY(utf16);
    QCOMPARE(utf16->sampleBytes, 3600);
}

void TestSniffer::wideHeaderIsReadWhole()
{
    QByteArray header("column0");
    QByteArray record("0");
    for (int i = 1; i < 100'000; ++i) {
        header += ",column" + QByteArray::number(i);
        record += "," + QByteArray::number(i);
    }
    const auto sniff = sniffFile(fileWith(header + "\n" + record + "\n"));
    QVERIFY(sniff);
    QCOMPARE(sniff->header.size(), std::size_t { 100'000 });
    QCOMPARE(sniff->sample.size(), std::size_t { 1 });
}

// The head ends inside a record; what is there of it is no record of its own.
void TestSniffer::cutRecordIsNotSampled()
{
    const QByteArray record = "1," + QByteArray(997, 'x') + ",2\n";
    const auto sniff = sniffFile(fileWith("a,b,c\n" + record.repeated(900)), {}, 500);
    QVERIFY(sniff);
    QVERIFY(sniff->sample.size() > 200);
    for (const auto &fields : sniff->sample)
        QCOMPARE(fields.size(), std::size_t { 3 });
}

void TestSniffer::delimiterIsExplained()
{
    const auto sniff = sniffFile(fileWith("a;b\n1;2\n3;4\n"));
    QVERIFY(sniff);
    QVERIFY(sniff->reasons.contains(u"“;” is the delimiter (fields: 2, in records: 3 of 3)."_s));
    QVERIFY(sniff->confidence > 0.9);
}

void TestSniffer::readerReadsWhatTheSnifferSaw_data()
{
    delimiterIsFound_data();
}

void TestSniffer::readerReadsWhatTheSnifferSaw()
{
    QFETCH(const QByteArray, bytes);
    const auto path = fileWith(bytes);
    const auto sniff = sniffFile(path);
    QVERIFY(sniff);
    auto input = openByteSource(path, sniff->dialect.encoding);
    QVERIFY(input);
    CsvReader reader(std::move(*input), sniff->dialect);
    QCOMPARE(reader.readHeader(), Result<std::vector<std::string>>(sniff->header));
    RecordBlock block;
    std::size_t record = 0;
    while (reader.next(block).value()) {
        for (const auto &span : block.records) {
            const auto &expected = sniff->sample.at(record++);
            QCOMPARE(std::size_t { span.fieldCount }, expected.size());
            for (std::uint32_t i = 0; i < span.fieldCount; ++i)
                QCOMPARE(block.field(span, i), std::string_view(expected[i]));
        }
    }
    QCOMPARE(record, sniff->sample.size());
}

QTEST_GUILESS_MAIN(TestSniffer)
#include "tst_sniffer.moc"
