// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/process_identity.h"
#include "core/ledger/claim.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

using namespace dockhand;
using namespace dockhand::ledger;
using namespace Qt::StringLiterals;

namespace {

const auto kNow = QDateTime::fromString(u"2026-01-02T03:04:05Z"_s, Qt::ISODate);

RunRecord runOf(const QString &owner)
{
    RunRecord run;
    run.id = 5;
    run.owner = owner;
    run.leaseUntil = kNow.addSecs(1);
    return run;
}

QString ownerOf(const ProcessIdentity &process)
{
    return u"1@"_s + process.toText();
}

} // namespace

/// Whether somebody is at work on a run.
class TestClaim final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lastsAsLongAsItsClaimant();
    void endsWithItsLease();
    void endsWithItsRun();
    void endsWithItsProcess();
    void endsWithAProcessThatNobodyAsksAfter();
    void ofAnotherMachineLastsAsLongAsItsLease();
    void numberThatAnotherProcessGotIsNotTheSame();
    void identitySurvivesItsText();
};

void TestClaim::lastsAsLongAsItsClaimant()
{
    RunRecord run;
    {
        const Claimant claimant;
        const Claimant other;
        QVERIFY(claimant.text() != other.text());
        run = runOf(claimant.text());
        QVERIFY(isAtWork(run, kNow));
        QVERIFY(claimText(run).startsWith(u"run 5 on "_s));
    }
    QVERIFY(!isAtWork(run, kNow));
    run.owner.clear();
    QVERIFY(!isAtWork(run, kNow));
}

void TestClaim::endsWithItsLease()
{
    const Claimant claimant;
    auto run = runOf(claimant.text());
    QVERIFY(isAtWork(run, kNow));
    QVERIFY(!isAtWork(run, kNow.addSecs(1)));
    QVERIFY(!isCutOff(run, kNow));
    QVERIFY(isCutOff(run, kNow.addSecs(1)));
    run.leaseUntil = {};
    QVERIFY(!isAtWork(run, kNow));
    QVERIFY(isCutOff(run, kNow));
}

void TestClaim::endsWithItsRun()
{
    const Claimant claimant;
    auto run = runOf(claimant.text());
    run.state = RunState::Paused;
    QVERIFY(isAtWork(run, kNow));
    for (const auto state : { RunState::Succeeded, RunState::Cancelled, RunState::Failed }) {
        run.state = state;
        QVERIFY(!isAtWork(run, kNow));
        QVERIFY(!isCutOff(run, kNow.addSecs(1)));
    }
}

void TestClaim::endsWithItsProcess()
{
    QProcess process; // waits for input
    process.start(QCoreApplication::applicationFilePath(), { u"--wait"_s });
    QVERIFY(process.waitForStarted());
    auto identity = ProcessIdentity::own();
    identity.processId = process.processId();
    identity.startedAt = platform::startOf(identity.processId);
    QVERIFY(isAtWork(runOf(ownerOf(identity)), kNow));
    process.kill();
    QVERIFY(process.waitForFinished());
    QVERIFY(!isAtWork(runOf(ownerOf(identity)), kNow));
}

// Killed, but the program that began it has not looked yet.
void TestClaim::endsWithAProcessThatNobodyAsksAfter()
{
    const pid_t child = fork();
    if (child == 0) {
        pause();
        _exit(0);
    }
    QVERIFY(child > 0);
    QVERIFY(platform::isRunning(child));
    QCOMPARE(kill(child, SIGKILL), 0);
    QTRY_VERIFY(!platform::isRunning(child));
    QCOMPARE(kill(child, 0), 0); // its number is still taken
    QCOMPARE(waitpid(child, nullptr, 0), child);
}

void TestClaim::ofAnotherMachineLastsAsLongAsItsLease()
{
    auto identity = ProcessIdentity::own();
    identity.place = u"elsewhere"_s;
    identity.processId = 0x7FFF'FFFF;
    QVERIFY(isAtWork(runOf(ownerOf(identity)), kNow));
    QVERIFY(!isAtWork(runOf(ownerOf(identity)), kNow.addSecs(2)));
    QVERIFY(isAtWork(runOf(u"in a form of later"_s), kNow));
}

void TestClaim::numberThatAnotherProcessGotIsNotTheSame()
{
    auto identity = ProcessIdentity::own();
    if (identity.startedAt == 0)
        QSKIP("when a process began is not known on this system");
    --identity.startedAt;
    QVERIFY(!isAtWork(runOf(ownerOf(identity)), kNow));
}

void TestClaim::identitySurvivesItsText()
{
    auto identity = ProcessIdentity::own();
    identity.hostName = u"host:with:colons"_s;
    QCOMPARE(ProcessIdentity::fromText(identity.toText())->hostName, identity.hostName);
    QVERIFY(*ProcessIdentity::fromText(identity.toText()) == identity);
    for (const auto *text : { "", "a:b", "a:1:x:host", "a:0:1:host", "a:1:2" })
        QVERIFY(!ProcessIdentity::fromText(QLatin1StringView(text)));
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (application.arguments().contains(u"--wait"_s))
        return std::getchar();
    TestClaim test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_claim.moc"
