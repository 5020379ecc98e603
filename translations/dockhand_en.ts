<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>StatusWords</name>
    <message numerus="yes">
        <source>in %n file(s), %1</source>
        <translation>
            <numerusform>in %n file, %1</numerusform><numerusform>in %n files, %1</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) at once</source>
        <translation>
            <numerusform>%n file at once</numerusform><numerusform>%n files at once</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Looking into %n file(s)…</source>
        <translation>
            <numerusform>Looking into %n file…</numerusform><numerusform>Looking into %n files…</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) ready</source>
        <translation>
            <numerusform>%n file ready</numerusform><numerusform>%n files ready</numerusform></translation>
    </message>
</context>
<context>
    <name>dockhand::ui::Toolbar</name>
    <message numerus="yes">
        <source>Import %n file(s)</source>
        <translation>
            <numerusform>Import %n file</numerusform><numerusform>Import %n files</numerusform></translation>
    </message>
</context>
</TS>