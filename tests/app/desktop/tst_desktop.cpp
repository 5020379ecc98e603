// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

/// The program with the window, as a process of its own.
class TestDesktop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helpAndVersionNeedNoDisplay_data();
    void helpAndVersionNeedNoDisplay();
};

void TestDesktop::helpAndVersionNeedNoDisplay_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("expected");
    const QString version = u"dockhand "_s + QLatin1StringView(DOCKHAND_VERSION);
    QTest::newRow("help") << QStringList { u"--help"_s } << u"--to <TARGET>"_s;
    QTest::newRow("help, short") << QStringList { u"-h"_s } << u"--to <TARGET>"_s;
    QTest::newRow("version") << QStringList { u"--version"_s } << version;
    QTest::newRow("version, short") << QStringList { u"-v"_s } << version;
    QTest::newRow("among others") << QStringList { u"--theme"_s, u"dark"_s, u"--version"_s }
                                  << version;
}

void TestDesktop::helpAndVersionNeedNoDisplay()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, expected);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    environment.remove(u"DISPLAY"_s);
    environment.remove(u"WAYLAND_DISPLAY"_s);
    QProcess program;
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(DOCKHAND_DESKTOP), arguments);
    QVERIFY(program.waitForFinished(60'000));
    const QString answer = QString::fromUtf8(program.readAllStandardOutput());
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 0);
    QVERIFY2(answer.contains(expected), qPrintable(answer));
}

QTEST_GUILESS_MAIN(TestDesktop)

#include "tst_desktop.moc"
