// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/properties/case_run.h"

#include "core/engine/import_run.h"
#include "core/source/content_hash.h"
#include "tests/data/packing.h"
#include "tests/fault/properties/import_content.h"
#include "tests/fault/properties/reference_import.h"

#include <QDir>
#include <QEventLoop>
#include <QFileInfo>
#include <QProcess>
#include <QThread>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace dockhand::fault {

namespace {

constexpr int kPatienceMs = 120'000;

// As a survey finds it, but with a dialect that is known instead of guessed.
advisor::FileSurvey surveyOf(const ImportCase &importCase, const RandomFile &file,
                             const QString &path)
{
    const QFileInfo info(path);
    advisor::FileSurvey survey;
    survey.path = path;
    survey.sizeBytes = info.size();
    survey.modified = info.lastModified();
    survey.fingerprint = source::quickFingerprint(path).value_or(QByteArray());
    survey.sniff.dialect = file.dialect;
    survey.sniff.compression = file.compression;
    for (const auto &name : ReferenceImport::headerOf(file))
        survey.sniff.header.push_back(name.toStdString());
    auto binding = profile::bindProfile(importCase.profile, survey.sniff);
    if (binding)
        survey.binding = std::make_shared<const profile::ProfileBinding>(*std::move(binding));
    else
        survey.error = binding.error();
    return survey;
}

engine::ImportOptions optionsOf(const ImportCase &importCase, int round, int attempt,
                                const QString &database)
{
    const auto speed = importCase.speed(round, attempt);
    engine::ImportOptions options;
    options.target = *target::parseTargetAddress(u"sqlite:"_s + database);
    options.duplicates = importCase.rounds[static_cast<std::size_t>(round)].duplicates;
    options.channel = importCase.channel;
    options.maxRecordBytes = importCase.maxRecordBytes;
    options.plan.chunkRows.value = speed.chunkRows;
    options.plan.windowRows = speed.windowRows;
    options.plan.windowBytes = speed.windowBytes;
    options.plan.memoryLimitBytes.value = speed.memoryLimitBytes;
    options.plan.concurrency.value = speed.concurrency;
    return options;
}

void cancelInTime(engine::ImportRun &run, const Disturbance &disturbance)
{
    for (;;) {
        const auto progress = run.board().progress();
        const auto records = disturbance.areCommitted ? progress.committed : progress.counts.read;
        if (records >= disturbance.records) {
            run.cancel();
            return;
        }
        if (progress.filesFinal == progress.files || ledger::RunState::Running != run.state())
            return;
        QThread::yieldCurrentThread();
    }
}

// What does not add up in a run's result.
QString faultsOf(const engine::RunResult &result)
{
    if (result.error && result.error->code != ErrorCode::RunCancelled)
        return errorText(*result.error);
    ledger::Counts sum;
    for (const auto &file : result.files) {
        sum += file.counts;
        if (!file.counts.balance())
            return u"%1 does not balance: %2"_s.arg(file.path, countsText(file.counts));
        if (file.error && file.error->code != ErrorCode::RunCancelled)
            return file.path + u": "_s + errorText(*file.error);
    }
    if (sum != result.counts)
        return u"the run has %1, its files %2"_s.arg(countsText(result.counts), countsText(sum));
    return {};
}

} // namespace

CaseFigures &CaseFigures::operator+=(const CaseFigures &other)
{
    disturbed += other.disturbed;
    resumed += other.resumed;
    records += other.records;
    for (auto issue = other.issues.begin(); issue != other.issues.end(); ++issue)
        issues[issue.key()] += issue.value();
    return *this;
}

QString figuresText(const CaseFigures &figures)
{
    QStringList issues;
    for (auto issue = figures.issues.begin(); issue != figures.issues.end(); ++issue)
        issues += u"%1 %2"_s.arg(issue.key()).arg(issue.value());
    return u"%1 attempts were cut short, %2 files gone on with in their midst; %3\nissues: %4"_s
        .arg(figures.disturbed)
        .arg(figures.resumed)
        .arg(countsText(figures.records), issues.join(u", "_s));
}

CaseRun::CaseRun(const ImportCase &importCase, const QString &folder, const QString &program)
    : m_case(importCase)
    , m_folder(folder)
    , m_program(program)
{
}

QString CaseRun::path(const QString &name) const
{
    return QDir(m_folder).filePath(name);
}

bool CaseRun::writeFiles() const
{
    return std::all_of(m_case.files.begin(), m_case.files.end(), [this](const auto &file) {
        QFile out(path(file.name));
        const auto bytes = testdata::packed(file.compression, file.bytes);
        return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size();
    });
}

QString CaseRun::attempt(int round, int attempt, const Disturbance &disturbance)
{
    std::vector<advisor::FileSurvey> surveys;
    for (const auto index : m_case.rounds[static_cast<std::size_t>(round)].files) {
        const auto &file = m_case.files[index];
        surveys.push_back(surveyOf(m_case, file, path(file.name)));
    }
    engine::ImportRun run(surveys, optionsOf(m_case, round, attempt, path(u"out.sqlite"_s)));
    bool isOver = false;
    QEventLoop loop;
    QObject::connect(&run, &engine::ImportRun::finished, &loop, [&] {
        isOver = true;
        loop.quit();
    });
    run.start();
    if (disturbance.kind == Disturbance::Kind::Cancel)
        cancelInTime(run, disturbance);
    if (!isOver) {
        QTimer::singleShot(kPatienceMs, &loop, &QEventLoop::quit);
        loop.exec();
    }
    if (!isOver)
        return u"the run does not end"_s;
    const auto &result = run.result();
    for (const auto &file : result.files)
        m_figures.resumed += file.resumedAtRecord > 0 ? 1 : 0;
    m_isComplete
        = result.state == ledger::RunState::Succeeded || result.state == ledger::RunState::Partial;
    if (!m_isComplete && result.state != ledger::RunState::Cancelled)
        return u"the run ended as "_s + ledger::runStateName(result.state);
    return faultsOf(result);
}

QString CaseRun::attemptApart(int round, int attempt, const Disturbance &disturbance)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    const bool isCut = disturbance.kind == Disturbance::Kind::Cut;
    if (isCut)
        environment.insert(u"DOCKHAND_FAIL_AT"_s, QString::fromLatin1(disturbance.failpoint));
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(m_program,
                  { u"--seed"_s, QString::number(m_case.seed), u"--work"_s, m_folder,
                    u"--attempt"_s, u"%1:%2"_s.arg(round).arg(attempt) });
    if (!process.waitForFinished(isCut ? kPatienceMs : disturbance.afterMs)) {
        if (isCut || process.state() == QProcess::NotRunning)
            return u"the attempt does not end, or did not begin: "_s + process.errorString();
        process.kill();
        process.waitForFinished(-1);
    }
    m_isComplete = process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    const bool isFault = process.exitStatus() == QProcess::NormalExit && process.exitCode() == 1;
    return isFault ? QString::fromUtf8(process.readAllStandardOutput()) : QString();
}

QString CaseRun::playRound(int round)
{
    using Kind = Disturbance::Kind;
    m_isComplete = false;
    for (int number = 0; !m_isComplete; ++number) {
        const auto disturbance = m_case.disturbance(round, number);
        const bool isApart = disturbance.kind == Kind::Cut || disturbance.kind == Kind::Kill;
        auto fault = isApart ? attemptApart(round, number, disturbance)
                             : attempt(round, number, disturbance);
        if (!m_isComplete)
            ++m_figures.disturbed;
        const auto database = path(u"out.sqlite"_s);
        if (fault.isEmpty() && QFile::exists(database) && m_isComplete)
            fault = faultsOfLedger(database);
        if (!fault.isEmpty())
            return u"round %1, attempt %2: %3"_s.arg(round + 1).arg(number + 1).arg(fault);
        if (disturbance.kind == Kind::None && !m_isComplete)
            return u"round %1, attempt %2 ended before its time"_s.arg(round + 1).arg(number + 1);
    }
    return {};
}

QString CaseRun::play()
{
    if (!writeFiles())
        return u"the files cannot be written"_s;
    ReferenceImport reference(*m_case.profile, m_case.channel, m_case.maxRecordBytes);
    QStringList tables;
    for (const auto &table : m_case.profile->tables)
        tables += table.spec.name;
    for (std::size_t round = 0; round < m_case.rounds.size(); ++round) {
        if (auto fault = playRound(static_cast<int>(round)); !fault.isEmpty())
            return fault;
        std::vector<const RandomFile *> files;
        for (const auto index : m_case.rounds[round].files)
            files.push_back(&m_case.files[index]);
        reference.import(files, m_case.rounds[round].duplicates);
        const auto fault
            = difference(reference.content(), contentOfDatabase(path(u"out.sqlite"_s), tables));
        if (!fault.isEmpty())
            return u"behind round %1\n%2"_s.arg(round + 1).arg(fault);
    }
    m_figures.issues = reference.issues();
    for (const auto &counts : reference.content().files)
        m_figures.records += counts;
    return {};
}

CasesOutcome playCases(std::uint64_t seed, int cases, const QString &folder, const QString &program)
{
    CasesOutcome outcome;
    for (; outcome.cases < cases; ++outcome.cases, ++seed) {
        const auto work = QDir(folder).filePath(u"seed-%1"_s.arg(seed));
        QDir(work).removeRecursively();
        QDir().mkpath(work);
        const auto importCase = makeCase(seed);
        CaseRun run(importCase, work, program);
        const auto fault = run.play();
        outcome.figures += run.figures();
        if (fault.isEmpty())
            QDir(work).removeRecursively();
        else
            outcome.failures += u"import_properties --cases 1 --seed %1 --work DIR\n%2\n%3"_s.arg(
                QString::number(seed), fault, importCase.description());
    }
    return outcome;
}

} // namespace dockhand::fault
