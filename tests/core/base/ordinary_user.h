// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <unistd.h>

namespace dockhand::test {

/// Root may read and write everything; for a while this process is somebody else (Linux). Not for
/// other threads that do something meanwhile.
class AsOrdinaryUser final
{
public:
    AsOrdinaryUser()
        : m_wasRoot(geteuid() == 0)
    {
        if (m_wasRoot && setresuid(kNobody, kNobody, 0) != 0)
            qFatal("cannot become an ordinary user");
    }

    ~AsOrdinaryUser()
    {
        if (m_wasRoot && setresuid(0, 0, 0) != 0)
            qFatal("cannot become root again");
    }

    Q_DISABLE_COPY_MOVE(AsOrdinaryUser)

private:
    static constexpr uid_t kNobody = 65'534;

    bool m_wasRoot;
};

} // namespace dockhand::test
