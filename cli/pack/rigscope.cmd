@echo off
rem Starts Rigscope from the folder that this file lies in, a share too. Nothing is written there.
setlocal
set "here=%~dp0"
set "node=%RIGSCOPE_NODE%"
if not defined node if exist "%here%node\node.exe" set "node=%here%node\node.exe"
if not defined node for %%i in (node.exe) do set "node=%%~$PATH:i"
if not defined node (
  echo Rigscope found no Node: not in RIGSCOPE_NODE, not in %here%node, not on PATH. Put one of them there; it needs 20.19 or later. 1>&2
  exit /b 1
)
"%node%" "%here%dist\node\rigscope.mjs" %*
