//Maya ASCII 2025 scene
//Name: walk_shot.ma
//Codeset: UTF-8
file -rdi 1 -ns "walker" -rfn "walkerRN" -typ "mayaAscii" "/show/assets/walker/v012/walk_rig.ma";
file -rdi 1 -ns "partner" -rfn "partnerRN" -typ "mayaAscii" "/show/assets/walker/v012/walk_rig.ma";
file -r -ns "walker" -dr 1 -rfn "walkerRN" -typ "mayaAscii" "/show/assets/walker/v012/walk_rig.ma";
file -r -ns "partner" -dr 1 -rfn "partnerRN" -typ "mayaAscii" "/show/assets/walker/v012/walk_rig.ma";
requires maya "2025";
requires "stereoCamera" "10.0";
currentUnit -l centimeter -a degree -t film;
fileInfo "application" "maya";
fileInfo "product" "Maya 2025";
fileInfo "version" "2025";
createNode transform -s -n "persp";
	rename -uid "D5157E9D-7BD5-5EE6-9657-68E0F589D99A";
	setAttr ".v" no;
createNode camera -s -n "perspShape" -p "persp";
	rename -uid "62D74145-DDD4-A054-22BF-B8E0931719FD";
	setAttr -k off ".v" no;
createNode transform -s -n "top";
	rename -uid "4F91540C-2775-6991-A093-1ED42ECDCC0A";
	setAttr ".v" no;
createNode camera -s -n "topShape" -p "top";
	rename -uid "9C461CB5-D15B-77F2-3A77-5505E88E752F";
	setAttr -k off ".v" no;
	setAttr ".o" yes;
createNode transform -s -n "front";
	rename -uid "2891DD3C-3096-C6C8-B9B3-38EB3FDF2348";
	setAttr ".v" no;
createNode camera -s -n "frontShape" -p "front";
	rename -uid "8DCE6F52-F0BE-600D-A104-A795BD4AEAB0";
	setAttr -k off ".v" no;
	setAttr ".o" yes;
createNode transform -s -n "side";
	rename -uid "6361B9F8-F33C-1A7F-AFDD-87333253B562";
	setAttr ".v" no;
createNode camera -s -n "sideShape" -p "side";
	rename -uid "14186EBF-9A81-37E9-7B86-2EACE1D7300F";
	setAttr -k off ".v" no;
	setAttr ".o" yes;
createNode transform -n "shot_cam";
	rename -uid "1BEA8593-1A95-3CCA-0C22-82666BE49EE7";
createNode camera -n "shot_camShape" -p "shot_cam";
	rename -uid "41536363-F672-4BA0-8329-C05B09E80319";
createNode transform -n "ground";
	rename -uid "64409DDB-B45F-51C3-BD65-693B3D0840FB";
createNode locator -n "groundShape" -p "ground";
	rename -uid "E7A28CBD-D2DF-2C20-6BBA-8D2141C9886E";
createNode reference -n "walkerRN";
	rename -uid "85239574-4B1E-943E-7DB2-24CB98B20411";
	setAttr -s 5 ".phl";
	setAttr ".ed" -type "dataReferenceEdits" 
		"walkerRN"
		"walkerRN" 0
		"walkerRN" 7
		2 "|walker:walker_grp|walker:controls" "visibility" " 1"
		2 "|walker:walker_grp|walker:controls|walker:root_ctl" "translate" " -type \"double3\" 0 0 0"
		5 4 "walkerRN" "|walker:walker_grp|walker:controls|walker:root_ctl|walker:hips_ctl.translateX" "walkerRN.placeHolderList[1]" ""
		5 4 "walkerRN" "|walker:walker_grp|walker:controls|walker:root_ctl|walker:hips_ctl.translateY" "walkerRN.placeHolderList[2]" ""
		5 4 "walkerRN" "|walker:walker_grp|walker:controls|walker:root_ctl|walker:hips_ctl.translateZ" "walkerRN.placeHolderList[3]" ""
		5 4 "walkerRN" "|walker:walker_grp|walker:controls|walker:root_ctl|walker:foot_L0_ctl.translateZ" "walkerRN.placeHolderList[4]" ""
		5 4 "walkerRN" "|walker:walker_grp|walker:controls|walker:root_ctl|walker:foot_R0_ctl.translateZ" "walkerRN.placeHolderList[5]" "";
createNode animCurveTL -n "walker_hips_translateX";
	rename -uid "FA285A0D-B869-135C-EDE2-6C2E2CE933E1";
	setAttr ".tan" 18;
	setAttr ".wgt" no;
	setAttr -s 3 ".ktv[0:2]"  1 0 12 1.5 24 0;
createNode animCurveTL -n "walker_hips_translateY";
	rename -uid "7AB36602-3A78-2EBB-205B-C308119B4FE5";
	setAttr ".tan" 18;
	setAttr ".wgt" no;
	setAttr -s 3 ".ktv[0:2]"  1 0 12 3 24 0;
createNode animCurveTL -n "walker_hips_translateZ";
	rename -uid "9DA9B14D-DA36-E0D6-A74C-46118F32A1F2";
	setAttr ".tan" 18;
	setAttr ".wgt" no;
	setAttr -s 3 ".ktv[0:2]"  1 0 12 4.5 24 0;
createNode animCurveTL -n "walker_foot_L0_translateZ";
	rename -uid "365FDCD6-47BC-7548-12FA-D8029D42F670";
	setAttr ".tan" 18;
	setAttr ".wgt" no;
	setAttr -s 3 ".ktv[0:2]"  1 0 12 6 24 0;
createNode animCurveTL -n "walker_foot_R0_translateZ";
	rename -uid "BFBD7D14-3437-F5AB-EA3A-0683EAD81DCD";
	setAttr ".tan" 18;
	setAttr ".wgt" no;
	setAttr -s 3 ".ktv[0:2]"  1 0 12 7.5 24 0;
createNode reference -n "partnerRN";
	rename -uid "69534048-44E9-E4A5-11B4-1900043E3EF5";
	setAttr -s 5 ".phl";
	setAttr ".ed" -type "dataReferenceEdits" 
		"partnerRN"
		"partnerRN" 0
		"partnerRN" 7
		2 "|partner:walker_grp|partner:controls" "visibility" " 1"
		2 "|partner:walker_grp|partner:controls|partner:root_ctl" "translate" " -type \"double3\" 8 0 0"
		5 4 "partnerRN" "|partner:walker_grp|partner:controls|partner:root_ctl|partner:hips_ctl.translateX" "partnerRN.placeHolderList[1]" ""
		5 4 "partnerRN" "|partner:walker_grp|partner:controls|partner:root_ctl|partner:hips_ctl.translateY" "partnerRN.placeHolderList[2]" ""
		5 4 "partnerRN" "|partner:walker_grp|partner:controls|partner:root_ctl|partner:hips_ctl.translateZ" "partnerRN.placeHolderList[3]" ""
		5 4 "partnerRN" "|partner:walker_grp|partner:controls|partner:root_ctl|partner:foot_L0_ctl.translateZ" "partnerRN.placeHolderList[4]" ""
		5 4 "partnerRN" "|partner:walker_grp|partner:controls|partner:root_ctl|partner:foot_R0_ctl.translateZ" "partnerRN.placeHolderList[5]" "";
createNode animCurveTL -n "partner_hips_translateX";
	rename -uid "0BEDDB07-0F7A-0443-3FC2-A9087219C1DA";
	setAttr ".tan" 18;
	setAttr ".wgt" no;
	setAttr -s 3 ".ktv[0:2]"  1 0 12 1.5 24 0;
createNode animCurveTL -n "partner_hips_translateY";
	rename -uid "87EFDA6B-5E68-B7CA-482E-A7602D1EF7BF";
	setAttr ".tan" 18;
	setAttr ".wgt" no;
	setAttr -s 3 ".ktv[0:2]"  1 0 12 3 24 0;
createNode animCurveTL -n "partner_hips_translateZ";
	rename -uid "1799E728-21AF-214A-F91A-CB8D9279B1E9";
	setAttr ".tan" 18;
	setAttr ".wgt" no;
	setAttr -s 3 ".ktv[0:2]"  1 0 12 4.5 24 0;
createNode animCurveTL -n "partner_foot_L0_translateZ";
	rename -uid "7349DBC4-E414-A8AA-236E-BA1F5CB58B8E";
	setAttr ".tan" 18;
	setAttr ".wgt" no;
	setAttr -s 3 ".ktv[0:2]"  1 0 12 6 24 0;
createNode animCurveTL -n "partner_foot_R0_translateZ";
	rename -uid "BB9FAB2B-A82C-B2CD-54BA-1E74FB019DF4";
	setAttr ".tan" 18;
	setAttr ".wgt" no;
	setAttr -s 3 ".ktv[0:2]"  1 0 12 7.5 24 0;
createNode script -n "sceneConfigurationScriptNode";
	rename -uid "F2650B71-959D-E095-859D-CAC8B0F3E5FD";
	setAttr ".b" -type "string" "playbackOptions -min 1 -max 24 -ast 1 -aet 24 ";
	setAttr ".st" 6;
select -ne :time1;
	setAttr ".o" 3;
connectAttr "walker_hips_translateX.o" "walkerRN.phl[1]";
connectAttr "walker_hips_translateY.o" "walkerRN.phl[2]";
connectAttr "walker_hips_translateZ.o" "walkerRN.phl[3]";
connectAttr "walker_foot_L0_translateZ.o" "walkerRN.phl[4]";
connectAttr "walker_foot_R0_translateZ.o" "walkerRN.phl[5]";
connectAttr "partner_hips_translateX.o" "partnerRN.phl[1]";
connectAttr "partner_hips_translateY.o" "partnerRN.phl[2]";
connectAttr "partner_hips_translateZ.o" "partnerRN.phl[3]";
connectAttr "partner_foot_L0_translateZ.o" "partnerRN.phl[4]";
connectAttr "partner_foot_R0_translateZ.o" "partnerRN.phl[5]";
// End of walk_shot.ma
