// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/claim.h"

#include "core/base/process_identity.h"

#include <QCoreApplication>

#include <mutex>
#include <optional>
#include <set>

namespace dockhand::ledger {

namespace {

/// The claimants of this process.
struct Present
{
    std::mutex mutex;
    std::set<std::int64_t> numbers;
    std::int64_t last = 0;
};

Present &present()
{
    static Present claimants;
    return claimants;
}

struct Owner
{
    std::int64_t number = 0; ///< in its process
    ProcessIdentity process;
};

// NUMBER@PROCESS
std::optional<Owner> ownerOf(const RunRecord &run)
{
    const auto at = run.owner.indexOf(u'@');
    bool isNumber = false;
    const auto number = run.owner.left(at).toLongLong(&isNumber);
    const auto process = ProcessIdentity::fromText(run.owner.mid(at + 1));
    if (at < 0 || !isNumber || !process)
        return std::nullopt;
    return Owner { number, *process };
}

bool isOpen(const RunRecord &run)
{
    return run.state == RunState::Running || run.state == RunState::Paused;
}

bool isPresent(const Owner &owner)
{
    if (owner.process != ProcessIdentity::own())
        return owner.process.isAlive().value_or(true);
    auto &claimants = present();
    const std::lock_guard lock(claimants.mutex);
    return claimants.numbers.contains(owner.number);
}

} // namespace

Claimant::Claimant()
{
    auto &claimants = present();
    const std::lock_guard lock(claimants.mutex);
    m_number = ++claimants.last;
    claimants.numbers.insert(m_number);
}

Claimant::~Claimant()
{
    auto &claimants = present();
    const std::lock_guard lock(claimants.mutex);
    claimants.numbers.erase(m_number);
}

QString Claimant::text() const
{
    return QString::number(m_number) + u'@' + ProcessIdentity::own().toText();
}

bool isAtWork(const RunRecord &run, const QDateTime &now)
{
    if (!isOpen(run) || run.owner.isEmpty() || !run.leaseUntil.isValid() || run.leaseUntil <= now)
        return false;
    const auto owner = ownerOf(run);
    return !owner || isPresent(*owner);
}

bool isCutOff(const RunRecord &run, const QDateTime &now)
{
    return isOpen(run) && !isAtWork(run, now);
}

bool wasCutOff(const RunRecord &run)
{
    return run.state == RunState::Cancelled && run.leaseUntil.isValid();
}

QString claimText(const RunRecord &run)
{
    const auto owner = ownerOf(run);
    return owner ? QCoreApplication::translate("LedgerWords", "run %1 on %2")
                       .arg(run.id)
                       .arg(owner->process.hostName)
                 : QCoreApplication::translate("LedgerWords", "run %1").arg(run.id);
}

} // namespace dockhand::ledger
