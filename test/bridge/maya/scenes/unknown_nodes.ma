//Maya ASCII 2025 scene
//Name: unknown_nodes.ma
//Codeset: UTF-8
requires maya "2025";
requires -nodeType "muscleSpring" -nodeType "muscleShape" -dataType "muscleData" "acme_muscles" "3.1.0";
requires "stereoCamera" "10.0";
currentUnit -l centimeter -a degree -t film;
fileInfo "application" "maya";
fileInfo "product" "Maya 2025";
fileInfo "version" "2025";
createNode transform -s -n "persp";
	rename -uid "127EEABE-9BDE-B398-032F-BCE3952A71B2";
	setAttr ".v" no;
createNode camera -s -n "perspShape" -p "persp";
	rename -uid "1D96AC56-A3B0-0043-1734-BC4414881EDC";
	setAttr -k off ".v" no;
createNode transform -s -n "top";
	rename -uid "6A8F1DD4-E13A-0996-41D8-12CDFE4A5CE0";
	setAttr ".v" no;
createNode camera -s -n "topShape" -p "top";
	rename -uid "EF2B1AE5-6370-903F-5484-B3DBBA6BC77C";
	setAttr -k off ".v" no;
	setAttr ".o" yes;
createNode transform -s -n "front";
	rename -uid "752F7BD9-94B9-53ED-B1B4-3D07BC2B75CD";
	setAttr ".v" no;
createNode camera -s -n "frontShape" -p "front";
	rename -uid "8A8F7AEF-D69F-6B16-766E-690070C61508";
	setAttr -k off ".v" no;
	setAttr ".o" yes;
createNode transform -s -n "side";
	rename -uid "83B852D7-C00D-C63D-84C9-55F11572C073";
	setAttr ".v" no;
createNode camera -s -n "sideShape" -p "side";
	rename -uid "16759ECB-99ED-D4D1-4F6B-8F6007A04E64";
	setAttr -k off ".v" no;
	setAttr ".o" yes;
createNode transform -n "arm_grp";
	rename -uid "F517E382-3AEF-CE2E-05B4-D7567B1FFC6A";
createNode muscleShape -n "bicepsShape" -p "arm_grp";
	rename -uid "C7AA8CF3-7F4B-D052-1CE6-06FDB2C60FDD";
	setAttr ".tension" 0.5;
createNode muscleSpring -n "biceps_spring";
	rename -uid "7C7DFAF5-EBA3-8BF6-A8FE-622A9D5015E5";
	setAttr ".k" -type "muscleData" 1 2 3 ;
connectAttr "biceps_spring.out" "bicepsShape.in";
dataStructure -fmt "raw" -as "name=idStructure:int32=ID";
// End of unknown_nodes.ma
