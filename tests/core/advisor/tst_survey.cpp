// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/advisor/survey.h"
#include "core/advisor/surveyor.h"
#include "tests/data/packing.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#    include <sys/stat.h>
#endif

using namespace dockhand;
using namespace Qt::StringLiterals;
using advisor::FileSurvey;
using advisor::surveyFile;
using advisor::SurveyOptions;

/// A look at one file before it is read whole.
class TestSurvey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fileThatCannotBeImportedSaysWhy_data();
    void fileThatCannotBeImportedSaysWhy();
    void repairSheetIsRefused_data();
    void repairSheetIsRefused();
    void folderIsRefused();
    void missingFileIsNamedWithItsWholePath();
    void fileOverTheLimitIsRefusedBeforeItIsRead();
    void pipeIsRefusedWithoutWaiting();
    void headerAloneIsFine();
    void smallFileIsCountedExactly();
    void largeFileIsEstimated();
    void compressedFileIsEstimatedByItsText_data();
    void compressedFileIsEstimatedByItsText();
    void badShareIsOfARealConversion();
    void unknownProfileIsNamedWithTheKnownOnes();
    void forcedProfileIsBound();
    void tableNameIsTakenFromOptionsOrFile();
    void equalFilesHaveEqualFingerprints();
    void surveysHoldNoMoreThanTheyMust();
    void refusedFileCanBePreviewed();

private:
    QString write(const QString &name, const QByteArray &content);

    QTemporaryDir m_dir;
};

QString TestSurvey::write(const QString &name, const QByteArray &content)
{
    const auto path = m_dir.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

void TestSurvey::fileThatCannotBeImportedSaysWhy_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("code");
    QTest::newRow("empty") << QByteArray() << u"file.empty"_s;
    QTest::newRow("PNG picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", 20)
                                 << u"file.unsupported_format"_s;
    QTest::newRow("ZIP archive") << QByteArray("PK\x03\x04\x14\0\0\0\x08\0abcdefgh", 18)
                                 << u"file.unsupported_format"_s;
    QByteArray wide("c0");
    for (int i = 1; i < 100'000; ++i)
        wide += ",c" + QByteArray::number(i);
    QTest::newRow("100,000 columns") << wide + "\n" << u"file.too_many_columns"_s;
}

void TestSurvey::fileThatCannotBeImportedSaysWhy()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, code);
    const auto survey = surveyFile(write(u"bad.csv"_s, content), {});
    QVERIFY(survey.error.has_value());
    QCOMPARE(errorId(survey.error->code), code);
    QVERIFY(!survey.binding);
    QCOMPARE(survey.error->place.file, survey.path);
}

void TestSurvey::repairSheetIsRefused_data()
{
    const auto utf16 = [](const QString &text) {
        QByteArray bytes("\xFF\xFE");
        for (const auto c : text)
            bytes += QByteArray()
                         .append(static_cast<char>(c.cell()))
                         .append(static_cast<char>(c.row()));
        return bytes;
    };
    const QString sheet
        = u"dockhand_reject,dockhand_reasons,No,Qty\r\nr1-ab12,Qty: “x” is no number,K1,x\r\n"_s;
    const auto changed = [&](QChar delimiter) { return QString(sheet).replace(u',', delimiter); };
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("delimiter"); ///< chosen
    QTest::addColumn<bool>("isSheet");
    QTest::newRow("as it was written") << "\xEF\xBB\xBF" + sheet.toUtf8() << QString() << true;
    QTest::newRow("semicolons") << changed(u';').toUtf8() << QString() << true;
    QTest::newRow("tabs in UTF-16") << utf16(changed(u'\t')) << QString() << true;
    QTest::newRow("other columns first")
        << QByteArray("No,Qty, dockhand_reject \nK1,x,r1-ab12\n") << QString() << true;
    QTest::newRow("packed") << testdata::packed(source::Compression::Gzip, sheet.toUtf8())
                            << QString() << true;
    QTest::newRow("wrong delimiter chosen") << sheet.toUtf8() << u";"_s << true;
    QTest::newRow("similar words") << QByteArray("dockhand_rejects,my_dockhand_reject,dockhand_"
                                                 "reject_no\n1,2,3\n")
                                   << QString() << false;
    QTest::newRow("a value") << QByteArray("name,note\nA,dockhand_reject\n") << QString() << false;
}

void TestSurvey::repairSheetIsRefused()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, delimiter);
    QFETCH(bool, isSheet);
    const auto path = write(u"sheet.csv"_s, content);
    for (const bool hasHeader : { true, false }) {
        SurveyOptions options;
        options.tableName = u"wares"_s;
        if (!delimiter.isEmpty())
            options.dialect.delimiter = delimiter.front().toLatin1();
        if (!hasHeader)
            options.dialect.headerRow = 0;
        const auto survey = surveyFile(path, options);
        QCOMPARE(survey.error.has_value(), isSheet);
        if (isSheet)
            QCOMPARE(errorId(survey.error->code), u"file.is_repair_sheet"_s);
    }
}

void TestSurvey::folderIsRefused()
{
    const auto survey = surveyFile(m_dir.path(), {});
    QVERIFY(survey.error.has_value());
    QCOMPARE(survey.error->code, ErrorCode::FileIsDirectory);
}

void TestSurvey::missingFileIsNamedWithItsWholePath()
{
    const auto survey = surveyFile(m_dir.filePath(u"nothing.csv"_s), {});
    QVERIFY(survey.error.has_value());
    QCOMPARE(survey.error->code, ErrorCode::FileNotFound);
    QCOMPARE(survey.error->place.file, m_dir.filePath(u"nothing.csv"_s));
}

void TestSurvey::fileOverTheLimitIsRefusedBeforeItIsRead()
{
    const auto path = write(u"large.csv"_s, QByteArray("a,b\n1,2\n").repeated(100));
    SurveyOptions options;
    options.maxFileBytes = 799;
    QCOMPARE(surveyFile(path, options).error->code, ErrorCode::FileTooLarge);
    options.maxFileBytes = 800;
    QVERIFY(!surveyFile(path, options).error);
}

void TestSurvey::pipeIsRefusedWithoutWaiting()
{
#ifdef Q_OS_UNIX
    const auto path = m_dir.filePath(u"pipe.csv"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    const auto survey = surveyFile(path, {});
    QVERIFY(survey.error.has_value());
    QCOMPARE(survey.error->code, ErrorCode::FileUnreadable);
#endif
}

void TestSurvey::headerAloneIsFine()
{
    const auto survey = surveyFile(write(u"header.csv"_s, "name,quantity\n"), {});
    QVERIFY(!survey.error);
    QCOMPARE(survey.estimatedRecords, 0);
    QCOMPARE(survey.binding->fieldCount, 2);
}

void TestSurvey::smallFileIsCountedExactly()
{
    QByteArray content("name,quantity\n");
    for (int i = 0; i < 37; ++i)
        content += "item " + QByteArray::number(i * i) + ",1\n";
    const auto survey = surveyFile(write(u"small.csv"_s, content), {});
    QVERIFY(!survey.error);
    QCOMPARE(survey.estimatedRecords, 37);
    QVERIFY(survey.bytesPerRecord > 5);
    QCOMPARE(survey.badShare, 0.0);
}

void TestSurvey::largeFileIsEstimated()
{
    constexpr int kRecords = 60'000;
    QByteArray content("name,quantity,price\r\n");
    for (int i = 0; i < kRecords; ++i)
        content += "some article no. " + QByteArray::number(i) + ",3,19.90\r\n";
    const auto survey = surveyFile(write(u"large_one.csv"_s, content), {});
    QVERIFY(!survey.error);
    QVERIFY2(qAbs(survey.estimatedRecords - kRecords) < kRecords / 10,
             qPrintable(QString::number(survey.estimatedRecords)));
}

void TestSurvey::compressedFileIsEstimatedByItsText_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<int>("records");
    for (const int records : { 0, 1, 37, 60'000 }) {
        QTest::addRow("gzip %d", records) << static_cast<int>(source::Compression::Gzip) << records;
        QTest::addRow("zstd %d", records)
            << static_cast<int>(source::Compression::Zstandard) << records;
    }
    QTest::addRow("bzip2") << static_cast<int>(source::Compression::Bzip2) << 60'000;
}

void TestSurvey::compressedFileIsEstimatedByItsText()
{
    QFETCH(int, format);
    QFETCH(int, records);
    QRandomGenerator random(5);
    QByteArray content("name,quantity,price\n");
    for (int i = 0; i < records; ++i)
        content += "article no. " + QByteArray::number(random.bounded(100'000, 900'000)) + ",3,"
            + QByteArray::number(random.bounded(10'000, 90'000)) + '\n';
    const auto survey
        = surveyFile(write(u"large_one.csv.packed"_s,
                           testdata::packed(static_cast<source::Compression>(format), content)),
                     {});
    QVERIFY(!survey.error);
    const auto most = records < 100 ? 0 : records / 5;
    QVERIFY2(qAbs(survey.estimatedRecords - records) <= most,
             qPrintable(QString::number(survey.estimatedRecords)));
    if (records > 0)
        QVERIFY(qAbs(survey.bytesPerRecord - 27) < 1);
}

void TestSurvey::badShareIsOfARealConversion()
{
    // Every fourth record lacks a field.
    const auto content = "name,quantity\n" + QByteArray("a,1\nb,2\nc,3\nd\n").repeated(25);
    const auto survey = surveyFile(write(u"ragged.csv"_s, content), {});
    QVERIFY(!survey.error);
    QCOMPARE(survey.badShare, 0.25);
}

void TestSurvey::unknownProfileIsNamedWithTheKnownOnes()
{
    SurveyOptions options;
    options.profileId = u"bogus"_s;
    const auto survey = surveyFile(write(u"any.csv"_s, "a,b\n1,2\n"), options);
    QVERIFY(survey.error.has_value());
    QCOMPARE(survey.error->code, ErrorCode::ProfileNotFound);
    QCOMPARE(survey.error->arguments, (QStringList { u"bogus"_s, u"auto"_s }));
}

void TestSurvey::forcedProfileIsBound()
{
    auto profile = profile::loadProfile(R"({"id": "stock", "title": "Stock", "version": 1,
        "columns": [{"name": "SKU", "type": "text"}, {"name": "Count", "type": "integer"}],
        "tables": [{"name": "stock", "columns": [{"name": "sku", "from": "SKU"},
                                                 {"name": "count", "from": "Count"}]}]})");
    QVERIFY2(profile.has_value(), profile ? "" : qPrintable(errorText(profile.error())));
    SurveyOptions options;
    options.profiles.push_back(std::make_shared<const profile::ImportProfile>(std::move(*profile)));
    options.profileId = u"stock"_s;
    const auto good = surveyFile(write(u"stock.csv"_s, "sku,count\nA,1\nB,x\n"), options);
    QVERIFY2(!good.error, good.error ? qPrintable(errorText(*good.error)) : "");
    QCOMPARE(good.binding->profile->id, u"stock"_s);
    QCOMPARE(good.badShare, 0.5);
    const auto other = surveyFile(write(u"other.csv"_s, "name,price\nA,1\n"), options);
    QCOMPARE(other.error->code, ErrorCode::FileUnrecognised);
    options.profileId = u"auto"_s;
    const auto asAuto = surveyFile(m_dir.filePath(u"stock.csv"_s), options);
    QCOMPARE(asAuto.binding->profile->id, u"auto"_s);
}

void TestSurvey::tableNameIsTakenFromOptionsOrFile()
{
    const auto path = write(u"My Sales.csv"_s, "a,b\n1,2\n");
    SurveyOptions options;
    QCOMPARE(surveyFile(path, options).binding->profile->tables[0].spec.name, u"my_sales"_s);
    options.tableName = u"sales"_s;
    QCOMPARE(surveyFile(path, options).binding->profile->tables[0].spec.name, u"sales"_s);
}

void TestSurvey::equalFilesHaveEqualFingerprints()
{
    const auto one = surveyFile(write(u"one.csv"_s, "a,b\n1,2\n"), {});
    const auto two = surveyFile(write(u"two.csv"_s, "a,b\n1,2\n"), {});
    const auto other = surveyFile(write(u"three.csv"_s, "a,b\n1,3\n"), {});
    QVERIFY(!one.fingerprint.isEmpty());
    QCOMPARE(one.fingerprint, two.fingerprint);
    QVERIFY(one.fingerprint != other.fingerprint);
}

// Thousands of them wait in a queue.
void TestSurvey::surveysHoldNoMoreThanTheyMust()
{
    advisor::Surveyor surveyor({});
    const auto one = surveyor.survey(write(u"one.csv"_s, "a,b\n1,2\n"));
    const auto two = surveyor.survey(write(u"two.csv"_s, "a,b\n3,4\n"));
    QVERIFY(!one.error && !two.error);
    QCOMPARE(one.sniff.header.capacity(), std::size_t { 0 });
    QCOMPARE(one.sniff.sample.capacity(), std::size_t { 0 });
    QCOMPARE(one.sampledRecords, std::int64_t { 1 });
    QVERIFY(!one.sniff.reasons.isEmpty());
    QCOMPARE(one.sniff.reasons, two.sniff.reasons);
    QCOMPARE(one.sniff.reasons.constData(), two.sniff.reasons.constData());
}

void TestSurvey::refusedFileCanBePreviewed()
{
    SurveyOptions options;
    options.profileId = u"bogus"_s;
    options.keptSampleRecords = 2;
    const auto survey = surveyFile(write(u"any.csv"_s, "a,b\n1,2\n3,4\n5,6\n"), options);
    QVERIFY(survey.error.has_value());
    QCOMPARE(survey.sampledRecords, std::int64_t { 0 }); // no estimate of a file that is left out
    QCOMPARE(survey.sniff.header, (std::vector<std::string> { "a", "b" }));
    QCOMPARE(survey.sniff.sample,
             (std::vector<std::vector<std::string>> { { "1", "2" }, { "3", "4" } }));
}

QTEST_APPLESS_MAIN(TestSurvey)
#include "tst_survey.moc"
