// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/process_identity.h"

#include <windows.h>

namespace dockhand::platform {

namespace {

/// A process's handle, for a question.
class Handle final
{
public:
    explicit Handle(std::int64_t processId)
        : m_handle(
            OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, static_cast<DWORD>(processId)))
    {
    }
    ~Handle()
    {
        if (m_handle != nullptr)
            CloseHandle(m_handle);
    }
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;

    [[nodiscard]] HANDLE get() const { return m_handle; }

private:
    HANDLE m_handle;
};

} // namespace

QString processNamespace()
{
    return {};
}

bool isRunning(std::int64_t processId)
{
    const Handle process(processId);
    if (process.get() == nullptr)
        return GetLastError() == ERROR_ACCESS_DENIED;
    DWORD code = 0;
    return GetExitCodeProcess(process.get(), &code) != 0 && code == STILL_ACTIVE;
}

std::int64_t startOf(std::int64_t processId)
{
    const Handle process(processId);
    FILETIME created {};
    FILETIME exited {};
    FILETIME kernel {};
    FILETIME user {};
    if (process.get() == nullptr
        || GetProcessTimes(process.get(), &created, &exited, &kernel, &user) == 0)
        return 0;
    return static_cast<std::int64_t>(created.dwHighDateTime) << 32 | created.dwLowDateTime;
}

} // namespace dockhand::platform
