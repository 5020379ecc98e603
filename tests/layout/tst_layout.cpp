// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layout/error_list.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString kRoot = QStringLiteral(DOCKHAND_SOURCE_DIR);

QString readText(const QString &path)
{
    QFile file(QDir(kRoot).filePath(path));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// Paths below `folder`, from the project's root.
QStringList sourcesIn(const QString &folder, const QStringList &patterns)
{
    QStringList paths;
    QDirIterator files(QDir(kRoot).filePath(folder), patterns, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext())
        paths.append(QDir(kRoot).relativeFilePath(files.next()));
    paths.sort();
    return paths;
}

QStringList programSources()
{
    QStringList paths;
    for (const auto &folder : { u"core"_s, u"ui"_s, u"app"_s })
        paths += sourcesIn(folder, { u"*.cpp"_s, u"*.h"_s });
    return paths;
}

// core/source/csv_reader.h -> source, ui/queue/queue_model.h -> ui, app/cli/main.cpp -> app.
QString roomOf(const QString &path)
{
    const auto parts = path.split(u'/');
    return parts[0] == "core"_L1 ? parts.value(1) : parts[0];
}

// The rows "| room | may include |" of ARCHITECTURE.md.
QMap<QString, QSet<QString>> allowedEdges(const QString &text)
{
    static const QRegularExpression row(u"^\\| `(\\w+)` \\| ((?:`\\w+`(?:, )?)+|nothing) \\|$"_s,
                                        QRegularExpression::MultilineOption);
    static const QRegularExpression word(u"`(\\w+)`"_s);
    const auto begin = text.indexOf("<!-- edges -->"_L1);
    const auto end = text.indexOf("<!-- /edges -->"_L1);
    QMap<QString, QSet<QString>> edges;
    if (begin < 0 || end < begin)
        return edges;
    auto rows = row.globalMatch(text.mid(begin, end - begin));
    while (rows.hasNext()) {
        const auto match = rows.next();
        auto &rooms = edges[match.captured(1)];
        auto words = word.globalMatch(match.captured(2));
        while (words.hasNext())
            rooms.insert(words.next().captured(1));
    }
    return edges;
}

QStringList includesOf(const QString &text)
{
    static const QRegularExpression include(u"^\\s*#\\s*include\\s+[\"<]([^\">]+)[\">]"_s,
                                            QRegularExpression::MultilineOption);
    QStringList names;
    auto matches = include.globalMatch(text);
    while (matches.hasNext())
        names.append(matches.next().captured(1));
    return names;
}

bool isOurs(const QString &include)
{
    return include.startsWith("core/"_L1) || include.startsWith("ui/"_L1)
        || include.startsWith("app/"_L1);
}

QStringList forbiddenEdges(const QString &path, const QString &text,
                           const QMap<QString, QSet<QString>> &allowed)
{
    QStringList problems;
    const auto from = roomOf(path);
    for (const auto &include : includesOf(text)) {
        if (!isOurs(include))
            continue;
        const auto to = roomOf(include);
        if (to != from && !allowed.value(from).contains(to))
            problems.append(u"%1 (%2) includes %3 (%4)"_s.arg(path, from, include, to));
    }
    return problems;
}

QString reachesItself(const QMap<QString, QSet<QString>> &edges)
{
    for (auto start = edges.keyBegin(); start != edges.keyEnd(); ++start) {
        QSet<QString> seen;
        QStringList open = edges[*start].values();
        while (!open.isEmpty()) {
            const auto room = open.takeLast();
            if (room == *start)
                return room;
            if (!seen.contains(room))
                open += edges.value(room).values();
            seen.insert(room);
        }
    }
    return {};
}

} // namespace

/// Rules about the sources that no compiler checks.
class TestLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tableNamesEveryRoomAndHasNoCycle();
    void everyIncludeIsAnAllowedEdge();
    void includesAreFromTheRoot();
    void coreNeedsNoWindow();
    void everySourceNamesItsLicence();
    void everyErrorCodeIsDocumented();
    void forbiddenEdgeIsFound_data();
    void forbiddenEdgeIsFound();
};

void TestLayout::tableNamesEveryRoomAndHasNoCycle()
{
    const auto edges = allowedEdges(readText(u"ARCHITECTURE.md"_s));
    QStringList rooms
        = QDir(QDir(kRoot).filePath(u"core"_s)).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    rooms << u"ui"_s << u"app"_s;
    rooms.sort();
    QCOMPARE(QStringList(edges.keys()), rooms);
    QCOMPARE(reachesItself(edges), QString());
}

void TestLayout::everyIncludeIsAnAllowedEdge()
{
    const auto edges = allowedEdges(readText(u"ARCHITECTURE.md"_s));
    const auto paths = programSources();
    QVERIFY(paths.size() > 20);
    QStringList problems;
    for (const auto &path : paths)
        problems += forbiddenEdges(path, readText(path), edges);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void TestLayout::includesAreFromTheRoot()
{
    QStringList problems;
    for (const auto &path : programSources()) {
        for (const auto &include : includesOf(readText(path))) {
            const auto isSibling
                = QFile::exists(QFileInfo(QDir(kRoot).filePath(path)).dir().filePath(include));
            if (include.contains(".."_L1) || isSibling)
                problems.append(path + u" includes "_s + include);
        }
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void TestLayout::coreNeedsNoWindow()
{
    static const QRegularExpression window(
        u"^(QtGui|QtWidgets|QWidget|QApplication|QGuiApplication|QPainter|QPixmap|QImage|QIcon|"
        "QColor|QFont|QPalette|QClipboard|QDialog|QMessageBox|QMainWindow|qcustomplot)"_s);
    QStringList problems;
    for (const auto &path : sourcesIn(u"core"_s, { u"*.cpp"_s, u"*.h"_s })) {
        for (const auto &include : includesOf(readText(path))) {
            if (window.match(include).hasMatch())
                problems.append(path + u" includes "_s + include);
        }
    }
    for (const auto &path : sourcesIn(u"core"_s, { u"CMakeLists.txt"_s })) {
        const auto text = readText(path);
        for (const auto &library : { u"Qt6::Gui"_s, u"Qt6::Widgets"_s, u"QCustomPlot"_s }) {
            if (text.contains(library))
                problems.append(path + u" links "_s + library);
        }
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void TestLayout::everySourceNamesItsLicence()
{
    QStringList paths = programSources();
    for (const auto &folder :
         { u"tests"_s, u"packaging"_s, u"cmake"_s, u"core"_s, u"ui"_s, u"app"_s }) {
        paths += sourcesIn(folder,
                           { u"*.cpp"_s, u"*.h"_s, u"*.cmake"_s, u"CMakeLists.txt"_s, u"*.sh"_s });
    }
    paths << u"CMakeLists.txt"_s << u".ci/run"_s;
    paths.removeDuplicates();
    QStringList problems;
    for (const auto &path : paths) {
        const auto head = readText(path).left(400);
        if (!head.contains("SPDX-FileCopyrightText: The Dockhand authors"_L1)
            || !head.contains("SPDX-License-Identifier: GPL-3.0-or-later"_L1))
            problems.append(path);
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void TestLayout::everyErrorCodeIsDocumented()
{
    const auto documented = readText(u"docs/errors.md"_s).split(u'\n');
    const auto known = dockhand::errorListMarkdown().split(u'\n');
    QVERIFY(known.size() > 40);
    for (qsizetype at = 0; at < known.size(); ++at) {
        QVERIFY2(
            documented.value(at) == known[at],
            qPrintable(u"Write docs/errors.md anew with make_error_list: it lacks "_s + known[at]));
    }
    QCOMPARE(documented.size(), known.size());
}

void TestLayout::forbiddenEdgeIsFound_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("include");
    QTest::addColumn<bool>("isForbidden");
    QTest::newRow("base to source") << u"core/base/a.h"_s << u"core/source/b.h"_s << true;
    QTest::newRow("core to ui") << u"core/engine/a.h"_s << u"ui/b.h"_s << true;
    QTest::newRow("report to engine") << u"core/report/a.cpp"_s << u"core/engine/b.h"_s << true;
    QTest::newRow("ui to app") << u"ui/queue/a.cpp"_s << u"app/desktop/b.h"_s << true;
    QTest::newRow("engine to ledger") << u"core/engine/a.h"_s << u"core/ledger/b.h"_s << false;
    QTest::newRow("inside a room") << u"core/base/a.h"_s << u"core/base/b.h"_s << false;
    QTest::newRow("app to ui") << u"app/desktop/a.h"_s << u"ui/b.h"_s << false;
}

void TestLayout::forbiddenEdgeIsFound()
{
    QFETCH(QString, path);
    QFETCH(QString, include);
    QFETCH(bool, isForbidden);
    const auto edges = allowedEdges(readText(u"ARCHITECTURE.md"_s));
    const auto text = u"#include <QString>\n  #  include \"%1\"\n"_s.arg(include);
    QCOMPARE(!forbiddenEdges(path, text, edges).isEmpty(), isForbidden);
}

QTEST_APPLESS_MAIN(TestLayout)
#include "tst_layout.moc"
