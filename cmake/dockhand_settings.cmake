# SPDX-FileCopyrightText: The Dockhand authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of ours is built with, and the functions that declare rooms and tests.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_AUTOMOC OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

if(NOT CMAKE_CXX_COMPILER_LAUNCHER)
    find_program(CCACHE_PROGRAM ccache)
    if(CCACHE_PROGRAM)
        set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
    endif()
endif()

set(DOCKHAND_SANITIZERS "" CACHE STRING "Sanitizers for our targets, comma separated: address,undefined or thread")
option(DOCKHAND_COVERAGE "Count which lines run (gcov)" OFF)

add_library(dockhand_settings INTERFACE)
target_include_directories(dockhand_settings INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_definitions(dockhand_settings INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_NO_KEYWORDS
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400
    DOCKHAND_VERSION="${PROJECT_VERSION}")
target_compile_options(dockhand_settings INTERFACE
    $<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-Wall;-Wextra;-Wpedantic;-Wconversion;-Wshadow;-Wno-missing-field-initializers>
    # GCC 12 sees overlapping copies in std::string where there are none (GCC bug 105651).
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-restrict>
    $<$<CXX_COMPILER_ID:MSVC>:/W4;/utf-8;/permissive->)
if(DOCKHAND_SANITIZERS)
    target_compile_options(dockhand_settings INTERFACE -fsanitize=${DOCKHAND_SANITIZERS} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(dockhand_settings INTERFACE -fsanitize=${DOCKHAND_SANITIZERS})
endif()
if(DOCKHAND_COVERAGE)
    target_compile_options(dockhand_settings INTERFACE --coverage)
    target_link_options(dockhand_settings INTERFACE --coverage)
endif()

# dockhand_room(<name> SOURCES <files…> [PUBLIC <libs…>] [PRIVATE <libs…>])
# One static library per room: dockhand_<name>. Its link lists are its dependency list; every .cpp and .h
# of the folder must be listed, so that moc finds Q_OBJECT.
function(dockhand_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    qt_add_library(dockhand_${name} STATIC ${ROOM_SOURCES})
    set_target_properties(dockhand_${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(dockhand_${name} PUBLIC dockhand_settings ${ROOM_PUBLIC} PRIVATE ${ROOM_PRIVATE})
endfunction()

# dockhand_test(<name> SOURCES <files…> LIBS <libs…> [GUI] [LABELS <labels…>] [SERIAL])
# A Qt Test executable tests/…/<name>.cpp; GUI ones run with the platform of the environment (Xvfb in CI).
function(dockhand_test name)
    cmake_parse_arguments(TEST "GUI;SERIAL" "TIMEOUT" "SOURCES;LIBS;LABELS" ${ARGN})
    if(NOT TEST_SOURCES)
        set(TEST_SOURCES ${name}.cpp)
    endif()
    add_executable(${name} ${TEST_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_link_libraries(${name} PRIVATE dockhand_settings Qt6::Test ${TEST_LIBS})
    target_compile_definitions(${name} PRIVATE DOCKHAND_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND ${name})
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 300)
    endif()
    if(DOCKHAND_SANITIZERS)
        math(EXPR TEST_TIMEOUT "${TEST_TIMEOUT} * 10") # everything takes longer under them
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${TEST_TIMEOUT} LABELS "${TEST_LABELS}" RUN_SERIAL "${TEST_SERIAL}"
        ENVIRONMENT "LC_ALL=C.UTF-8;TZ=UTC")
    # A skipped test function is not a passed one.
    set_property(TEST ${name} PROPERTY FAIL_REGULAR_EXPRESSION "SKIP   : ")
    if(DOCKHAND_SANITIZERS)
        set_property(TEST ${name} APPEND PROPERTY ENVIRONMENT
            "ASAN_OPTIONS=detect_stack_use_after_return=1"
            "LSAN_OPTIONS=print_suppressions=0:suppressions='${PROJECT_SOURCE_DIR}/tests/lsan.supp'"
            "UBSAN_OPTIONS=print_stacktrace=1"
            "QTEST_FUNCTION_TIMEOUT=3000000" # ms; ten times the usual one, too
            # die_after_fork: QProcess starts programs by a child that shares our memory, and so a test that has
            # threads itself looks like that child afterwards (tst_import_properties).
            "TSAN_OPTIONS=second_deadlock_stack=1:die_after_fork=0:suppressions='${PROJECT_SOURCE_DIR}/tests/tsan.supp'")
    endif()
    if("thread" IN_LIST DOCKHAND_SANITIZERS)
        # The xcb plugin has threads of its own, of libraries that are not built for the sanitizer.
        set_property(TEST ${name} APPEND PROPERTY ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
    endif()
endfunction()
